//! What is wrong with an expression.

use std::fmt::Write as _;

/// An error of an expression.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ExpressionError {
    /// Where in the expression, in bytes.
    pub at: usize,
    /// The cause, without a full stop.
    pub message: String,
    /// What to do, such as the name that was probably meant.
    pub hint: Option<String>,
}

impl ExpressionError {
    /// Makes an error without a hint.
    pub fn new(at: usize, message: impl Into<String>) -> Self {
        Self {
            at,
            message: message.into(),
            hint: None,
        }
    }

    /// Adds what to do.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Returns a word of a file for a message: short, and without what a terminal acts on.
pub(super) fn shown(word: &str) -> String {
    let mut shown = String::new();
    for (count, character) in word.chars().enumerate() {
        if count == LONGEST {
            shown.push('…');
            break;
        }
        if character.is_control() {
            // Writing to a string cannot fail.
            let _ = write!(shown, "{}", character.escape_default());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Longer words are cut.
const LONGEST: usize = 60;
