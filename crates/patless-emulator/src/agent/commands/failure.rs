//! Failure of a logging command.

/// Why a command failed: the message that the agent logs as an error.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CommandFailure(pub(super) String);

impl CommandFailure {
    /// States the reason in the agent's words.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}
