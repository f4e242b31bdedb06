//! The outcome of a check.

use std::sync::Arc;

use crate::failure::Failure;

/// The outcome of a check.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// Something is wrong.
    Failed(Arc<Failure>),
    /// Everything is correct.
    Passed(Finding),
    /// The check was skipped. The text says why.
    Skipped(&'static str),
}

/// What a check that passed found.
#[derive(Debug)]
pub(crate) struct Finding {
    /// One line.
    pub(crate) text: String,
    /// Values that help, by name.
    pub(crate) values: Vec<(&'static str, String)>,
}

impl From<String> for Finding {
    fn from(text: String) -> Self {
        Self {
            text,
            values: Vec::new(),
        }
    }
}
