//! How a step ends: what the agent is told, as the process then says it once more by its exit code.

use std::io::{self, Write};

use crate::failure::Failure;
use crate::report::Report;
use crate::sinks::AgentLog;

/// What the agent has been told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[must_use]
pub(crate) enum StepResult {
    /// That the work is done, or that the step was canceled.
    Fine,
    /// That the step failed.
    Failed,
}

/// Tells the agent that the step failed: one issue for each reason, then the result. The process then exits with
/// another code than 0, as a result that was told before, such as `Skipped`, keeps this one from counting.
///
/// The text of `task.complete` stays empty: the agent shows it without masking it.
pub(crate) fn fail<'f, W: Write>(
    log: &mut AgentLog<W>,
    failures: impl IntoIterator<Item = &'f Failure>,
) -> io::Result<StepResult> {
    for failure in failures {
        log.command(
            "task.logissue",
            &[("type", "error")],
            &Report::of(failure).to_string(),
        )?;
    }
    log.command("task.complete", &[("result", "Failed")], "")?;
    Ok(StepResult::Failed)
}
