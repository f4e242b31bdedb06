//! Outcome of a job and of its steps.

use super::result::TaskResult;
use super::variable::Variable;

/// Outcome of a job.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct JobOutcome {
    /// The job's result.
    pub result: TaskResult,
    /// The outcome of each enabled step, and then of each post-job stage, in the order in which they ran.
    pub steps: Vec<StepOutcome>,
    /// The output variables of its steps, which later jobs may read.
    /// Each has the name of its step and a dot before its own.
    pub outputs: Vec<Variable>,
}

/// Outcome of a step.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StepOutcome {
    /// The heading in the log.
    pub display_name: String,
    /// The reference name, from the file or generated.
    pub ref_name: String,
    /// The step's result.
    pub result: TaskResult,
    /// How many errors were logged.
    pub error_count: usize,
    /// How many warnings were logged.
    pub warning_count: usize,
    /// The first ten errors and the first ten warnings, masked.
    pub issues: Vec<Issue>,
}

/// An issue of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Issue {
    /// The severity.
    pub kind: IssueKind,
    /// The masked message.
    pub message: String,
}

/// Severity of an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "the agent has no third kind")]
pub enum IssueKind {
    /// An error.
    Error,
    /// A warning.
    Warning,
}
