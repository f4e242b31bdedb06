//! Looks into nodes.

use std::mem;

use crate::place::Place;
use crate::yaml::{Entry, Node, Scalar, Value};

/// Finds an entry of a mapping by its key.
pub(super) fn entry<'n>(entries: &'n [Entry], key: &str) -> Option<&'n Entry> {
    entries.iter().find(|it| it.key == key)
}

/// Returns the text of a scalar.
pub(super) fn text(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar(scalar) => Some(&scalar.text),
        Value::Sequence(_) | Value::Mapping(_) => None,
    }
}

/// Returns the entries of a mapping.
pub(super) fn entries(node: &Node) -> &[Entry] {
    match &node.value {
        Value::Mapping(entries) => entries,
        Value::Scalar(_) | Value::Sequence(_) => &[],
    }
}

/// Returns the items of a list.
pub(super) fn items(node: &Node) -> &[Node] {
    match &node.value {
        Value::Sequence(items) => items,
        Value::Scalar(_) | Value::Mapping(_) => &[],
    }
}

/// Makes a scalar.
pub(super) fn scalar(at: &Place, text: &str) -> Node {
    let value = Value::Scalar(Scalar {
        text: text.to_owned(),
        quoted: false,
    });
    let at = at.clone();
    Node { at, value }
}

/// Takes a node out, and leaves an empty one in its place.
pub(super) fn take(node: &mut Node) -> Node {
    let empty = scalar(&node.at, "");
    mem::replace(node, empty)
}

/// Makes an entry of a mapping.
pub(super) fn entry_of(key: &str, value: Node) -> Entry {
    Entry {
        key: key.to_owned(),
        key_at: value.at.clone(),
        value,
    }
}
