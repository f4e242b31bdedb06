//! Conditions and `$[ ]`.

use super::fields::is_unexpanded;
use super::texts::text;
use crate::expression::{Expression, Use, runtime};
use crate::fault::Faults;
use crate::model::Condition;
use crate::place::Place;
use crate::yaml::{Node, Value};

/// Reads a condition. None: it is empty, or has a fault.
pub(super) fn condition(node: &Node, of: Use, faults: &mut Faults) -> Option<Condition> {
    let text = text(node, "condition", faults)?;
    if text.trim().is_empty() || is_unexpanded(text) {
        return None;
    }
    parses(node, 0, text, of, faults).then(|| Condition {
        at: node.at.clone(),
        text: text.to_owned(),
    })
}

/// Reports the faults of a node whose text is a runtime expression as a whole.
pub(super) fn check_runtime(node: &Node, faults: &mut Faults) {
    if let Value::Scalar(scalar) = &node.value
        && !is_unexpanded(&scalar.text)
        && let Some(piece) = runtime(&scalar.text)
    {
        parses(node, piece.at, piece.text, Use::Runtime, faults);
    }
}

/// Parses an expression that begins at a byte of the text of a node.
fn parses(node: &Node, begin: usize, text: &str, of: Use, faults: &mut Faults) -> bool {
    let Err(errors) = Expression::parse(text, of) else {
        return true;
    };
    for error in errors {
        let at = place(node, begin + error.at);
        match error.hint {
            Some(hint) => faults.error_with(&at, error.message, hint),
            None => faults.error(&at, error.message),
        }
    }
    false
}

/// Finds the place of a byte of a text. In quotes and blocks, it is not known where a character stands in the file.
fn place(node: &Node, byte: usize) -> Place {
    let mut at = node.at.clone();
    if let Value::Scalar(scalar) = &node.value
        && !scalar.quoted
        && let Some(before) = scalar.text.get(..byte)
    {
        at.column += before.chars().count();
    }
    at
}
