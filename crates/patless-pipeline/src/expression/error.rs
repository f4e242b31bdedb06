//! What is wrong with an expression.

use crate::shown::shortened;

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
    pub(crate) fn new(at: usize, message: impl Into<String>) -> Self {
        Self {
            at,
            message: message.into(),
            hint: None,
        }
    }

    /// Adds what to do.
    #[must_use]
    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Returns a word of a file for a message.
pub(super) fn shown(word: &str) -> String {
    shortened(word, LONGEST)
}

/// Longer words are cut, in characters.
const LONGEST: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_of_a_file_is_no_command_to_a_terminal_or_the_agent() {
        assert_eq!(shown("##vso[a]\u{1b}[2J"), "# #vso[a]?[2J");
        assert_eq!(shown("#\u{ad}#vso["), "#?#vso[");
    }
}
