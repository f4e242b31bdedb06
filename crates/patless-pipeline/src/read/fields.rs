//! Mappings with known keys.

use crate::expression::is_unexpanded;
use crate::fault::Faults;
use crate::meant::closest;
use crate::place::Place;
use crate::shown::{listed, shown};
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
        wrong_shape(node, what, "a mapping", faults);
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

    /// Returns whether something is left of a template, so that keys are missing.
    pub(super) fn are_incomplete(&self) -> bool {
        self.entries.iter().any(is_left)
    }

    /// Reports keys other than the known ones. `otherwise` is what to do about a key that resembles none.
    pub(super) fn only(&self, known: &[&[&str]], otherwise: Option<&str>, faults: &mut Faults) {
        self.only_besides(known, &[], otherwise, faults);
    }

    /// Reports keys other than the known ones and `others`, which have a fault of their own.
    pub(super) fn only_besides(
        &self,
        known: &[&[&str]],
        others: &[&str],
        otherwise: Option<&str>,
        faults: &mut Faults,
    ) {
        let known = || known.iter().flat_map(|some| some.iter().copied());
        for entry in self.entries {
            let key = entry.key.as_str();
            if is_left(entry) || others.contains(&key) || known().any(|it| it == key) {
                continue;
            }
            let begun = || known().find(|it| is_begun(it, key));
            let hint = match (closest(key, known()).or_else(begun), otherwise) {
                (Some(meant), _) => format!("did you mean {}?", shown(meant)),
                (None, Some(otherwise)) => otherwise.to_owned(),
                (None, None) => format!("it takes {}", listed(known())),
            };
            faults.error_with(
                &entry.key_at,
                format!("unknown key {} of {}", shown(key), self.what),
                hint,
            );
        }
    }

    /// Warns of misspelled keys of a mapping that may have others too, which the service ignores.
    pub(super) fn typos(&self, known: &[&str], faults: &mut Faults) {
        for entry in self.entries {
            let key = entry.key.as_str();
            let is_known = is_left(entry) || known.contains(&key);
            if !is_known && let Some(meant) = closest(key, known.iter().copied()) {
                faults.warning(
                    &entry.key_at,
                    format!(
                        "unknown key {} of {}: did you mean {}?",
                        shown(key),
                        self.what,
                        shown(meant)
                    ),
                );
            }
        }
    }

    /// Warns of a key that says what the mapping is and stands behind others. Microsoft documents it as the first one, and
    /// public pipelines have it there without an exception.
    pub(super) fn first(&self, entry: &Entry, faults: &mut Faults) {
        let is_first = self.entries.first().is_some_and(|it| it.key == entry.key);
        if !is_first && !self.are_incomplete() {
            faults.warning(
                &entry.key_at,
                format!(
                    "{} is not the first key of {}, where the service looks for it",
                    shown(&entry.key),
                    self.what
                ),
            );
        }
    }

    /// Reports that a key is missing, or probably misspelled.
    pub(super) fn need(&self, key: &str, faults: &mut Faults) -> Option<&'n Node> {
        let found = self.get(key);
        if !found.is_none_or(is_empty) || self.are_incomplete() {
            return found;
        }
        let typo = self
            .entries
            .iter()
            .find(|it| it.key != key && closest(&it.key, [key]).is_some());
        match typo {
            Some(entry) => faults.error_with(
                &entry.key_at,
                format!("unknown key {} of {}", shown(&entry.key), self.what),
                format!("did you mean {}?", shown(key)),
            ),
            None => faults.error_with(
                found.map_or(self.at, |node| &node.at),
                format!("{} has no {}", self.what, shown(key)),
                format!("add {}", shown(key)),
            ),
        }
        found
    }
}

/// Returns whether `begun` is the begin of a key, as `timeout` is that of `timeoutInMinutes`.
fn is_begun(key: &str, begun: &str) -> bool {
    let begin = key.get(..begun.len()).unwrap_or_default();
    begun.len() >= 4 && begin.eq_ignore_ascii_case(begun)
}

/// Reads a list. Anything else is a fault.
pub(super) fn items<'n>(node: &'n Node, what: &str, faults: &mut Faults) -> &'n [Node] {
    if let Value::Sequence(items) = &node.value {
        return items;
    }
    wrong_shape(node, &shown(what), "a list", faults);
    &[]
}

/// Reports a node that is something else than it must be, unless a template expression is left in it.
pub(super) fn wrong_shape(node: &Node, what: &str, must_be: &str, faults: &mut Faults) {
    if !is_incomplete(node) {
        faults.error(
            &node.at,
            format!("{what} must be {must_be}, not {}", kind(node)),
        );
    }
}

/// Returns whether a node is empty: no value at all, or an empty text.
pub(super) fn is_empty(node: &Node) -> bool {
    matches!(&node.value, Value::Scalar(scalar) if scalar.text.is_empty())
}

/// Returns whether something is left of a template in a node, because that has a fault of its own.
pub(super) fn is_incomplete(node: &Node) -> bool {
    match &node.value {
        Value::Scalar(scalar) => is_unexpanded(&scalar.text),
        Value::Sequence(_) => false,
        Value::Mapping(entries) => entries.iter().any(is_left),
    }
}

/// Returns whether an entry is left of a template, because that has a fault of its own.
fn is_left(entry: &Entry) -> bool {
    entry.key == "template" || is_unexpanded(&entry.key)
}

/// Names what a node is.
pub(super) fn kind(node: &Node) -> &'static str {
    match &node.value {
        Value::Scalar(scalar) if scalar.is_nothing() => "empty",
        Value::Scalar(_) => "text",
        Value::Sequence(_) => "a list",
        Value::Mapping(_) => "a mapping",
    }
}
