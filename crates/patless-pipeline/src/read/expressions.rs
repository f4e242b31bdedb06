//! Conditions and `$[ ]`.

use super::fields::is_unexpanded;
use super::texts::text;
use crate::expression::{Expression, Use, runtime};
use crate::fault::Faults;
use crate::model::Condition;
use crate::place::Place;
use crate::yaml::Node;

/// Reads a condition. None: it is empty, or has a fault.
pub(super) fn condition(node: &Node, of: Use, faults: &mut Faults) -> Option<Condition> {
    let text = text(node, "condition", faults)?;
    if text.trim().is_empty() || is_unexpanded(text) {
        return None;
    }
    parses(&node.at, text, of, faults).then(|| Condition {
        at: node.at.clone(),
        text: text.to_owned(),
    })
}

/// Reports the faults of a text that is a runtime expression as a whole.
pub(super) fn check_runtime(at: &Place, text: &str, faults: &mut Faults) {
    if is_unexpanded(text) {
        return;
    }
    if let Some(expression) = runtime(text) {
        parses(at, expression.text, Use::Runtime, faults);
    }
}

fn parses(at: &Place, text: &str, of: Use, faults: &mut Faults) -> bool {
    let Err(errors) = Expression::parse(text, of) else {
        return true;
    };
    for error in errors {
        match error.hint {
            Some(hint) => faults.error_with(at, error.message, hint),
            None => faults.error(at, error.message),
        }
    }
    false
}
