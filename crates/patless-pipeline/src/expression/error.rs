//! What is wrong with an expression.

use std::fmt::Write as _;

use crate::shown::is_harmless;

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

/// Returns a word of a file for a message: short, and without what a terminal or the agent acts on.
pub(super) fn shown(word: &str) -> String {
    let mut shown = String::new();
    let mut before = ' ';
    for (count, character) in word.chars().enumerate() {
        if count == LONGEST {
            shown.push('…');
            break;
        }
        // `##vso[` anywhere in a line of a log is a command to the agent.
        if character == '#' && before == '#' {
            shown.push(' ');
        }
        before = character;
        if is_harmless(character) {
            shown.push(character);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(shown, "{}", character.escape_default());
        }
    }
    shown
}

/// Longer words are cut.
const LONGEST: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_of_a_file_is_no_command_to_a_terminal_or_the_agent() {
        assert_eq!(shown("##vso[a]\u{1b}[2J"), "# #vso[a]\\u{1b}[2J");
        assert_eq!(shown("#\u{ad}#vso["), "#\\u{ad}#vso[");
    }
}
