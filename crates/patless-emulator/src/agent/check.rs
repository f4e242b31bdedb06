//! Check of a job before its run: what would be refused before the first step.

use super::compile;
use super::host::AgentHost;
use super::job_error::JobError;
use super::job_message::JobMessage;
use super::job_steps::JobSteps;
use super::variables::Variables;

/// Checks that the agent can run a job. Variables that only the run knows may be missing: what depends on them is not
/// checked.
///
/// # Errors
/// What [`run_job`](super::run_job) would refuse before it writes anything.
pub fn check_job(job: &JobSteps, message: &JobMessage, host: &AgentHost) -> Result<(), JobError> {
    let all = job.variables.iter().chain(&message.variables).cloned();
    let mut variables = Variables::new(all);
    variables.expand();
    match compile::compile(job, message, host, &variables) {
        Err(JobError::ConnectionNotFound { connection, .. }) if is_open(&connection) => Ok(()),
        compiled => compiled.map(|_| ()),
    }
}

/// Returns whether only the run tells what a text is.
fn is_open(text: &str) -> bool {
    text.contains("$(") || text.starts_with("$[")
}
