//! The one error of this crate: what failed, and what to do next.

use std::{fmt, process::ExitCode};

use crate::step;

/// Something that the person at the keyboard must act on.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What failed, on what.
    what: String,
    /// The next action.
    hint: String,
}

impl Failure {
    /// States what failed and the next action.
    pub(crate) fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            hint: hint.into(),
        }
    }

    /// Prints itself and returns the exit code that goes with it.
    pub(crate) fn report(self) -> ExitCode {
        step::say(&self.to_string());
        ExitCode::FAILURE
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{}\n\nhint: {}", self.what, self.hint)
    }
}
