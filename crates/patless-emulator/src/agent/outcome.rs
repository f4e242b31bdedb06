//! Reports what became of a job.

use super::result::TaskResult;

/// What became of a job.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct JobOutcome {
    /// The job's result.
    pub result: TaskResult,
    /// What became of each enabled step, in order, and then of each post-job stage, in theirs.
    pub steps: Vec<StepOutcome>,
}

/// What became of a step.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StepOutcome {
    /// The heading in the log.
    pub display_name: String,
    /// The reference name, given or made up.
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
    /// How bad it is.
    pub kind: IssueKind,
    /// The masked message.
    pub message: String,
}

/// How bad an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "the agent knows no third kind")]
pub enum IssueKind {
    /// An error.
    Error,
    /// A warning.
    Warning,
}
