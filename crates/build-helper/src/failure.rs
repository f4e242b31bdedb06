//! The one error of our own tools: what failed, and what to do next.

use std::{fmt, io, process::ExitCode};

use crate::print::say;

/// Something that the person at the keyboard must act on.
#[derive(Debug)]
pub struct Failure {
    /// What failed, on what.
    what: String,
    /// The next action.
    hint: String,
}

impl Failure {
    /// States what failed and the next action.
    pub fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            hint: hint.into(),
        }
    }

    /// Prints itself and returns the exit code that goes with it.
    pub fn report(self) -> ExitCode {
        say(&self.to_string());
        ExitCode::FAILURE
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{}\n\nhint: {}", self.what, self.hint)
    }
}

/// The file system refuses something. `fs_err` names the file in its errors.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::new(error.to_string(), "check the disk and who owns the folder")
    }
}

/// What to do when something cannot be fetched.
pub const FETCH_HINT: &str = "check that the package registry answers, then run it again";
