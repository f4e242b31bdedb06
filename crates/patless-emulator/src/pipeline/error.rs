//! Errors of pipeline files, with file and line.

use super::position::Position;

/// Error of a pipeline file that the emulator cannot run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{position}: {kind}")]
#[non_exhaustive]
pub struct PipelineError {
    /// Position of the error.
    pub position: Position,
    /// Kind of the error.
    pub kind: PipelineErrorKind,
}

/// Kind of an error in a pipeline file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PipelineErrorKind {
    /// Azure Pipelines may support it, but the emulator does not.
    #[error("unsupported: {0}")]
    Unsupported(String),
    /// Azure Pipelines would refuse it too.
    #[error("{0}")]
    Invalid(String),
}

impl PipelineError {
    /// Makes the error of a feature that is not emulated.
    pub(super) fn unsupported(position: &Position, what: impl Into<String>) -> Self {
        Self {
            position: position.clone(),
            kind: PipelineErrorKind::Unsupported(what.into()),
        }
    }

    /// Makes the error of an invalid file.
    pub(super) fn invalid(position: &Position, what: impl Into<String>) -> Self {
        Self {
            position: position.clone(),
            kind: PipelineErrorKind::Invalid(what.into()),
        }
    }
}
