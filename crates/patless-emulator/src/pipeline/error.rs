//! States why a pipeline file was refused, with its file and line.

use super::position::Position;

/// A pipeline file that the emulator does not run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{position}: {kind}")]
#[non_exhaustive]
pub struct PipelineError {
    /// Where the refused text stands.
    pub position: Position,
    /// What is wrong with it.
    pub kind: PipelineErrorKind,
}

/// What is wrong at a place in a pipeline file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PipelineErrorKind {
    /// Azure Pipelines may know it, but the emulator does not.
    #[error("unsupported: {0}")]
    Unsupported(String),
    /// Azure Pipelines would refuse it too.
    #[error("{0}")]
    Invalid(String),
}

impl PipelineError {
    /// Refuses something that the emulator does not play.
    pub(super) fn unsupported(position: &Position, what: impl Into<String>) -> Self {
        Self {
            position: position.clone(),
            kind: PipelineErrorKind::Unsupported(what.into()),
        }
    }

    /// Refuses something that is wrong in itself.
    pub(super) fn invalid(position: &Position, what: impl Into<String>) -> Self {
        Self {
            position: position.clone(),
            kind: PipelineErrorKind::Invalid(what.into()),
        }
    }
}
