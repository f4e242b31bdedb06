//! Result of a run, and the lines that say what came of each stage and job.

use std::io::{self, Write};

use super::names::UNNAMED_STAGE;
use super::record::{StageRecord, worst};
use super::said::say;
use crate::agent::TaskResult;

/// Writes a line for each stage and job, unless there is only one job, which has its line already. Returns the result of
/// the run: that of its worst stage.
pub(crate) fn summary(stages: &[StageRecord], out: &mut dyn Write) -> io::Result<TaskResult> {
    let result = match worst(stages.iter().map(|it| it.result)) {
        // A run of which nothing ran has not failed.
        None | Some(TaskResult::Skipped) => TaskResult::Succeeded,
        Some(result) => result,
    };
    if let [stage] = stages
        && let [job] = &*stage.jobs
        && job.note.is_none()
    {
        return Ok(result);
    }
    say(out, "")?;
    for stage in stages {
        let is_named = stage.name != UNNAMED_STAGE;
        if is_named {
            line(
                out,
                "Stage",
                &stage.name,
                stage.result,
                stage.note.as_deref(),
            )?;
        }
        let indented = if is_named { "  Job" } else { "Job" };
        for job in &stage.jobs {
            line(out, indented, &job.name, job.result, job.note.as_deref())?;
        }
    }
    say(out, &format!("The run completed with result: {result}"))?;
    Ok(result)
}

fn line(
    out: &mut dyn Write,
    what: &str,
    name: &str,
    result: TaskResult,
    note: Option<&str>,
) -> io::Result<()> {
    let note = note.map_or_else(String::new, |note| format!(" ({note})"));
    say(out, &format!("{what} {name}: {result}{note}"))
}
