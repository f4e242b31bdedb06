//! One job, ready for an agent.

use std::io::Write;

use crate::agent::{CancellationToken, JobError, JobOutcome, JobSteps, Variable};

/// One job, ready for an agent.
#[derive(Clone, Debug)]
pub(crate) struct JobRun {
    /// What it does.
    pub(crate) steps: JobSteps,
    /// The variables that the server adds: its names and its place in the run.
    pub(crate) variables: Vec<Variable>,
    /// What tells it from all other jobs of the run.
    pub(crate) identifier: String,
    /// Cancels it.
    pub(crate) cancellation: CancellationToken,
}

/// Plays a job, and writes its log.
pub(super) type Player<'a> =
    dyn FnMut(&JobRun, &mut dyn Write) -> Result<JobOutcome, JobError> + 'a;
