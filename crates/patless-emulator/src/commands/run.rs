//! Owns `run`, which plays the job of a pipeline file against the services.

mod host;
mod message;

use std::io;

use super::CommandError;
use crate::agent::{TaskResult, run_job};
use crate::cli::RunArgs;
use crate::emulator::Emulator;
use crate::pipeline;
use crate::scenario::Scenario;

/// Runs the job. Its log goes to `out`.
pub(super) fn execute(args: &RunArgs, out: &mut dyn io::Write) -> Result<(), CommandError> {
    let scenario = Scenario::named(&args.scenario)
        .ok_or_else(|| CommandError::UnknownScenario(args.scenario.clone()))?;
    let emulator = Emulator::start(scenario)?;
    match play(args, &emulator, out)? {
        TaskResult::Succeeded | TaskResult::SucceededWithIssues => Ok(()),
        _ => Err(CommandError::JobFailed),
    }
}

/// Plays the job against services that run already, whatever scenario the arguments name.
///
/// For tests, which can look at the services afterwards.
pub fn play(
    args: &RunArgs,
    emulator: &Emulator,
    out: &mut dyn io::Write,
) -> Result<TaskResult, CommandError> {
    let job = pipeline::read(&args.file)?;
    let task = host::find_task(args, &job)?;
    let work_folder = tempfile::Builder::new()
        .prefix("patless-emulator-work-")
        .tempdir()?;
    let host = host::build(work_folder.path(), emulator, task)?;
    let message = message::build(emulator, &args.variables);
    let outcome = run_job(&job, &message, &host, &mut *out)?;
    writeln!(
        out,
        "Job {} completed with result: {}",
        job.name, outcome.result
    )?;
    Ok(outcome.result)
}
