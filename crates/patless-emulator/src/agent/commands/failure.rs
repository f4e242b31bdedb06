//! Failure of a logging command.

/// Failure of a command, with the message that the agent logs as an error.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CommandFailure(pub(super) String);

impl CommandFailure {
    /// Makes a failure with the agent's message.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}
