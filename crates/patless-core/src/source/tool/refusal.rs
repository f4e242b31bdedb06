//! Reads why a program gave no token: out of its own words, or because its answer cannot be used.

use super::Tool;
use super::failure::ToolFailure;
use crate::source::error::{Broken, NotHere};
use patless_catalogue::text::one_line;
use patless_catalogue::{Cause, Observation, Server};

impl Tool {
    /// Reads the program's own words. Whoever Entra refuses is signed in: the code says what is wrong.
    pub(in crate::source) fn refusal(&self, words: &str) -> ToolFailure {
        let name = self.program.name;
        let (own, trace) = words.split_once(TRACE).unwrap_or((words, ""));
        let mut reason = match shown(own) {
            words if words.is_empty() => format!("{name} failed without a message"),
            words => format!("{name} failed: {words}"),
        };
        // Where a tenant does not exist, only az's trace says so.
        let code = code_in(own).or_else(|| {
            let code = code_in(trace)?;
            reason = format!("{reason} (AADSTS{code})");
            Some(code)
        });
        if let Some(code) = code {
            let found = Observation::of(Server::Token).with_code(code).found();
            return self.broken(found.cause, reason).into();
        }
        if self.program.sign_in.iter().any(|it| words.contains(it)) {
            let source = self.program.source;
            return ToolFailure::NotSignedIn {
                failure: self.broken(self.program.not_signed_in, reason),
                not_here: NotHere::new(source, format!("nobody is signed in to {name}")),
            };
        }
        self.failed(&reason)
    }

    /// It failed for a reason that the catalogue does not know.
    pub(in crate::source) fn failed(&self, reason: &str) -> ToolFailure {
        let reason = one_line(reason, LIMIT);
        self.broken(Cause::ToolFailed, reason).into()
    }

    /// It printed something other than a token. `what` is that.
    pub(in crate::source) fn unreadable(&self, what: &str) -> ToolFailure {
        let reason = format!("{} printed {what}", self.program.name);
        self.broken(Cause::UnreadableToolAnswer, reason).into()
    }

    /// A value cannot be handed to it.
    pub(in crate::source) fn unfit(&self, what: &str, value: &str) -> ToolFailure {
        let (name, value) = (self.program.name, one_line(value, 80));
        let reason = format!("the {what} {value:?} has characters that are not handed to {name}");
        self.broken(Cause::WrongInput, reason).into()
    }

    pub(in crate::source) fn broken(&self, cause: Cause, reason: String) -> Broken {
        Broken::new(self.program.source, cause, reason)
    }
}

/// The words that are shown: without those that are so long that they may be a token.
fn shown(words: &str) -> String {
    let words = words.split_whitespace();
    let words = words.map(|word| {
        if word.len() > LONGEST_WORD {
            "..."
        } else {
            word
        }
    });
    one_line(&words.collect::<Vec<_>>().join(" "), LIMIT)
}

/// Finds the first code of Entra: `AADSTS50076`.
fn code_in(words: &str) -> Option<u32> {
    let (_, rest) = words.split_once("AADSTS")?;
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

/// Where the trace of Python begins, which follows the words of an error that az did not expect.
const TRACE: &str = "Traceback (most recent call last)";

/// The longest message, in characters.
const LIMIT: usize = 300;

/// The longest word that is shown, in bytes.
const LONGEST_WORD: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_may_be_a_token_is_not_shown() {
        let words = format!("got {}\nfor x", "e".repeat(LONGEST_WORD + 1));
        assert_eq!(shown(&words), "got ... for x");
    }

    #[test]
    fn a_code_is_found_anywhere() {
        assert_eq!(code_in("x: (invalid) AADSTS50076: y AADSTS1"), Some(50_076));
        assert_eq!(code_in("AADSTS"), None);
    }
}
