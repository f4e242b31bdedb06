//! Subcommand `run`: runs the job of a pipeline file against the services.

mod fast_forward;
mod host;
mod message;
mod shown_page;

use std::io;
use std::thread;

use tokio::runtime;

use super::error::CommandError;
use super::stop_signal::StopSignal;
use crate::agent::{CancellationToken, TaskResult, run_job};
use crate::cli::RunArgs;
use crate::emulator::Emulator;
use crate::pipeline;
use crate::scenario::Scenario;

/// Runs the job. Its log goes to `out`. A signal that stops this process cancels the job.
pub(super) fn execute(args: &RunArgs, out: &mut dyn io::Write) -> Result<(), CommandError> {
    let scenario = Scenario::named(&args.scenario)
        .ok_or_else(|| CommandError::UnknownScenario(args.scenario.clone()))?;
    let cancellation = cancel_on_signal()?;
    let emulator = Emulator::start(scenario)?;
    let result = if args.page {
        let page = shown_page::open(&emulator, out)?;
        let result = play_until(args, &emulator, &cancellation, &mut page.log_to(out));
        shown_page::stay(&cancellation, out)?;
        result?
    } else {
        play_until(args, &emulator, &cancellation, out)?
    };
    match result {
        TaskResult::Succeeded | TaskResult::SucceededWithIssues => Ok(()),
        _ => Err(CommandError::JobFailed),
    }
}

/// Lists the pull requests that the job opened.
fn list_pull_requests(emulator: &Emulator, out: &mut dyn io::Write) -> io::Result<()> {
    for it in emulator.pull_requests() {
        let repositories = &emulator.world().repositories;
        let repository = repositories.iter().find(|of| of.id == it.repository_id);
        writeln!(
            out,
            "Pull request {} in {}, by {}: {} ({} to {})",
            it.id,
            repository.map_or("", |of| &of.name),
            it.author,
            it.title,
            branch(&it.source),
            branch(&it.target),
        )?;
    }
    Ok(())
}

/// Returns the name of a branch without `refs/heads/`.
fn branch(name: &str) -> &str {
    name.strip_prefix("refs/heads/").unwrap_or(name)
}

/// Returns a token that the next stop signal to this process cancels.
fn cancel_on_signal() -> io::Result<CancellationToken> {
    let cancellation = CancellationToken::new();
    let token = cancellation.clone();
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let stop = runtime.block_on(async { StopSignal::new() })?;
    thread::spawn(move || {
        // If signals cannot be received, the system's default handling remains.
        if runtime.block_on(stop.received()).is_ok() {
            token.cancel();
        }
    });
    Ok(cancellation)
}

/// Runs the job against running services. The scenario in the arguments is ignored.
///
/// For tests, which can inspect the services afterward.
pub fn play(
    args: &RunArgs,
    emulator: &Emulator,
    out: &mut dyn io::Write,
) -> Result<TaskResult, CommandError> {
    play_until(args, emulator, &CancellationToken::new(), out)
}

/// Runs the job as [`play`] does, until it ends or is canceled.
pub fn play_until(
    args: &RunArgs,
    emulator: &Emulator,
    cancellation: &CancellationToken,
    out: &mut dyn io::Write,
) -> Result<TaskResult, CommandError> {
    let job = pipeline::read(&args.file)?;
    let work_folder = tempfile::Builder::new()
        .prefix("patless-emulator-work-")
        .tempdir()?;
    let task = host::find_task(args, &job, work_folder.path())?;
    let mut host = host::build(args, work_folder.path(), emulator, task)?;
    host.cancellation = cancellation.clone();
    host.version = args.agent_version;
    let message = message::build(emulator, &args.variables);
    let outcome = run_job(&job, &message, &host, &mut *out)?;
    writeln!(
        out,
        "Job {} completed with result: {}",
        job.name, outcome.result
    )?;
    list_pull_requests(emulator, out)?;
    Ok(outcome.result)
}
