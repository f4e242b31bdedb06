//! Mappings with known keys.

use crate::meant::closest;
use crate::shown::{listed, shown};
use crate::fault::Faults;
use crate::place::Place;
use crate::yaml::{Entry, Node, Value};

/// The entries of a mapping.
#[derive(Clone, Copy)]
pub(super) struct Fields<'n> {
    /// What it is, with its article: `a step`.
    pub what: &'static str,
    /// Where it begins.
    pub at: &'n Place,
    /// Its entries.
    pub entries: &'n [Entry],
}

impl<'n> Fields<'n> {
    /// Reads a mapping. Anything else is a fault.
    pub(super) fn of(node: &'n Node, what: &'static str, faults: &mut Faults) -> Option<Self> {
        if let Value::Mapping(entries) = &node.value {
            return Some(Self {
                what,
                at: &node.at,
                entries,
            });
        }
        faults.error(
            &node.at,
            format!("{what} must be a mapping, not {}", kind(node)),
        );
        None
    }

    /// Returns the entry of a key.
    pub(super) fn entry(&self, key: &str) -> Option<&'n Entry> {
        self.entries.iter().find(|it| it.key == key)
    }

    /// Returns the value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&'n Node> {
        self.entry(key).map(|it| &it.value)
    }

    /// Reports keys other than the known ones. `otherwise` is what to do about a key that resembles none.
    pub(super) fn only(&self, known: &[&[&str]], otherwise: Option<&str>, faults: &mut Faults) {
        let known = || known.iter().flat_map(|some| some.iter().copied());
        for entry in self.entries {
            if is_unexpanded(&entry.key) || known().any(|key| key == entry.key) {
                continue;
            }
            let hint = match (closest(&entry.key, known()), otherwise) {
                (Some(meant), _) => format!("write {}", shown(meant)),
                (None, Some(otherwise)) => otherwise.to_owned(),
                (None, None) => format!("it takes {}", listed(known())),
            };
            faults.error_with(
                &entry.key_at,
                format!("unknown key {} of {}", shown(&entry.key), self.what),
                hint,
            );
        }
    }

    /// Reports that a key is missing.
    pub(super) fn need(&self, key: &str, faults: &mut Faults) -> Option<&'n Node> {
        let found = self.get(key);
        if found.is_none_or(is_empty) {
            faults.error_with(
                found.map_or(self.at, |node| &node.at),
                format!("{} has no {}", self.what, shown(key)),
                format!("add {}", shown(key)),
            );
        }
        found
    }
}

/// Reads a list. Anything else is a fault.
pub(super) fn items<'n>(node: &'n Node, what: &str, faults: &mut Faults) -> &'n [Node] {
    if let Value::Sequence(items) = &node.value {
        return items;
    }
    faults.error(
        &node.at,
        format!("{} must be a list, not {}", shown(what), kind(node)),
    );
    &[]
}

/// Returns whether a node is empty: no value at all, or an empty text.
pub(super) fn is_empty(node: &Node) -> bool {
    matches!(&node.value, Value::Scalar(scalar) if scalar.text.is_empty())
}

/// Returns whether a template expression is left in a text, because it has a fault of its own.
pub(super) fn is_unexpanded(text: &str) -> bool {
    text.contains("${{")
}

/// Names what a node is.
pub(super) fn kind(node: &Node) -> &'static str {
    match &node.value {
        Value::Scalar(scalar) if scalar.text.is_empty() && !scalar.quoted => "empty",
        Value::Scalar(_) => "text",
        Value::Sequence(_) => "a list",
        Value::Mapping(_) => "a mapping",
    }
}
