//! Conditions and `$[ ]`.

use super::texts::text;
use crate::expression::{Expression, Piece, Use, is_unexpanded, runtime};
use crate::fault::Faults;
use crate::model::Condition;
use crate::yaml::{Node, Scalar, Text, Value};

/// Reads a condition. None: it is empty, or has a fault.
pub(super) fn condition(node: &Node, of: Use, faults: &mut Faults) -> Option<Condition> {
    let text = text(node, "condition", faults)?;
    if text.trim().is_empty() || is_unexpanded(text) {
        return None;
    }
    parses(node, Piece { at: 0, text }, of, faults).then(|| Condition {
        at: node.at.clone(),
        text: text.to_owned(),
    })
}

/// Reports the faults of a node whose text is a runtime expression as a whole.
pub(super) fn check_runtime(node: &Node, faults: &mut Faults) {
    if let Value::Scalar(Scalar { text, .. }) = &node.value
        && !is_unexpanded(text)
        && let Some(piece) = runtime(text)
    {
        parses(node, piece, Use::Runtime, faults);
    }
}

/// Parses an expression in the text of a node.
fn parses(node: &Node, piece: Piece<'_>, of: Use, faults: &mut Faults) -> bool {
    let Err(errors) = Expression::parse(piece.text, of) else {
        return true;
    };
    for error in errors {
        let at = match &node.value {
            Value::Scalar(scalar) => Text::of(&node.at, scalar).place(piece.at + error.at),
            Value::Sequence(_) | Value::Mapping(_) => node.at.clone(),
        };
        faults.error_perhaps_with(&at, error.message, error.hint);
    }
    false
}
