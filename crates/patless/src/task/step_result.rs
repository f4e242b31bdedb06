//! The result of a step, which is reported to the agent and repeated by the exit code.

use std::io::{self, Write};

use crate::failure::Failure;
use crate::report::Report;
use crate::sinks::AgentLog;

/// The result that was reported to the agent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[must_use]
pub(crate) enum StepResult {
    /// The step succeeded or was canceled.
    Fine,
    /// The step failed.
    Failed,
}

/// Reports to the agent that the step failed: one issue for each reason, then the result. The process then exits with a
/// code other than 0, because an earlier result, such as `Skipped`, takes precedence over this one.
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
