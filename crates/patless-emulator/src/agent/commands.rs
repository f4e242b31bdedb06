//! Carries out the logging commands that a step prints.

mod catalog;
mod complete;
mod dispatch;
mod endpoint;
mod issue;

mod secret;
mod variable;

pub(super) use dispatch::process_line;
pub(super) use variable::PATH;

/// Why a command failed: the message that the agent logs as an error.
#[derive(Debug, PartialEq, Eq)]
struct CommandFailure(String);

impl CommandFailure {
    /// States the reason in the agent's words.
    fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}
