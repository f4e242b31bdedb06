//! Condition of a step: one of the status functions.

use super::error::PipelineError;
use super::node::Node;

/// When a step runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Condition {
    /// `succeeded()`, the default.
    #[default]
    Succeeded,
    /// `failed()`.
    Failed,
    /// `succeededOrFailed()`.
    SucceededOrFailed,
    /// `always()` or `true`.
    Always,
    /// `canceled()`.
    Canceled,
    /// `false`.
    Never,
}

/// Status of the job before a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JobStatus {
    /// No step has failed so far.
    Succeeded,
    /// A step has failed.
    Failed,
    /// The job is being canceled.
    Canceled,
}

impl Condition {
    /// Returns whether a step with this condition runs.
    pub fn holds(self, status: JobStatus) -> bool {
        match self {
            Self::Succeeded => status == JobStatus::Succeeded,
            Self::Failed => status == JobStatus::Failed,
            Self::SucceededOrFailed => status != JobStatus::Canceled,
            Self::Always => true,
            Self::Canceled => status == JobStatus::Canceled,
            Self::Never => false,
        }
    }

    /// Returns the expression, in the spelling of Azure Pipelines.
    pub fn expression(self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded()",
            Self::Failed => "failed()",
            Self::SucceededOrFailed => "succeededOrFailed()",
            Self::Always => "always()",
            Self::Canceled => "canceled()",
            Self::Never => "false",
        }
    }

    /// Reads a `condition`. Expressions ignore case and white space.
    pub(super) fn read(node: &Node) -> Result<Self, PipelineError> {
        let text = node.text("condition")?;
        let mut compact = text.to_ascii_lowercase();
        compact.retain(|character| !character.is_whitespace());
        Ok(match compact.as_str() {
            "" | "succeeded()" => Self::Succeeded,
            "failed()" => Self::Failed,
            "succeededorfailed()" => Self::SucceededOrFailed,
            "always()" | "true" => Self::Always,
            "canceled()" => Self::Canceled,
            "false" => Self::Never,
            _ => {
                let what = format!("the condition {}", text.trim());
                return Err(PipelineError::unsupported(&node.position, what));
            }
        })
    }
}
