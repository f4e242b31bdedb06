//! Texts, lists of texts, and names with texts.

use super::fields::{Fields, is_empty, wrong_shape};
use crate::expression::is_unexpanded;
use crate::fault::Faults;
use crate::place::Place;
use crate::shown::shown;
use crate::yaml::{Node, Value};

/// Returns the text of a node. A list or a mapping is a fault.
pub(super) fn text<'n>(node: &'n Node, what: &str, faults: &mut Faults) -> Option<&'n str> {
    if let Value::Scalar(scalar) = &node.value {
        return Some(&scalar.text);
    }
    wrong_shape(node, &shown(what), "text", faults);
    None
}

/// Returns the text of a node, unless it is empty.
pub(super) fn some_text(node: &Node, what: &str, faults: &mut Faults) -> Option<String> {
    let text = text(node, what, faults)?;
    (!text.is_empty()).then(|| text.to_owned())
}

/// Returns the texts of a list. A single text is a list of one.
pub(super) fn texts<'n>(
    node: &'n Node,
    what: &str,
    faults: &mut Faults,
) -> Vec<(&'n str, &'n Place)> {
    match &node.value {
        Value::Scalar(_) if is_empty(node) => Vec::new(),
        Value::Scalar(scalar) => vec![(scalar.text.as_str(), &node.at)],
        Value::Sequence(items) => {
            let texts = items.iter();
            texts
                .filter_map(|item| Some((text(item, what, faults)?, &item.at)))
                .collect()
        }
        Value::Mapping(_) => {
            wrong_shape(node, &shown(what), "text or a list of texts", faults);
            Vec::new()
        }
    }
}

/// Returns names with their texts. Empty is none.
pub(super) fn pairs(node: &Node, what: &'static str, faults: &mut Faults) -> Vec<(String, String)> {
    if is_empty(node) {
        return Vec::new();
    }
    let Some(fields) = Fields::of(node, what, faults) else {
        return Vec::new();
    };
    let mut pairs = Vec::new();
    for entry in fields.entries {
        if is_unexpanded(&entry.key) {
            continue;
        }
        if let Some(value) = text(&entry.value, &entry.key, faults) {
            pairs.push((entry.key.clone(), value.to_owned()));
        }
    }
    pairs
}
