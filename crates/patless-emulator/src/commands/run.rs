//! Subcommand `run`: runs pipeline files against the services.

mod compiled;
mod fast_forward;
mod host;
mod message;
mod player;
mod shown_page;
mod things;
mod world;

use std::io;
use std::path::Path;
use std::thread;

use tokio::runtime;

use player::Player;

use super::error::CommandError;
use super::stop_signal::StopSignal;
use crate::agent::{CancellationToken, TaskResult};
use crate::cli::RunArgs;
use crate::clock::offset_time;
use crate::emulator::Emulator;
use crate::run::{self, Groups, Run, Selection};

/// Runs the files one after another, each with services of its own. The log goes to `out`. A signal that stops this process
/// cancels the run.
pub(super) fn execute(args: &RunArgs, out: &mut dyn io::Write) -> Result<(), CommandError> {
    let scenario = world::scenario(args)?;
    let cancellation = cancel_on_signal()?;
    let mut failed = 0;
    for file in &args.files {
        if args.files.len() > 1 {
            writeln!(out, "File {}", file.display())?;
        }
        let emulator = Emulator::start(scenario.clone())?;
        match play_shown(args, file, &emulator, &cancellation, out) {
            Ok(TaskResult::Succeeded | TaskResult::SucceededWithIssues) => {}
            Ok(_) => failed += 1,
            // Of several files, each is tried.
            Err(error) if args.files.len() > 1 => {
                writeln!(out, "{error}")?;
                failed += 1;
            }
            Err(error) => return Err(error),
        }
    }
    match (failed, args.files.len()) {
        (0, _) => Ok(()),
        (_, 1) => Err(CommandError::RunFailed),
        (failed, all) => Err(CommandError::RunsFailed { failed, all }),
    }
}

/// Runs one pipeline, with `--page` beside its page.
fn play_shown(
    args: &RunArgs,
    file: &Path,
    emulator: &Emulator,
    cancellation: &CancellationToken,
    out: &mut dyn io::Write,
) -> Result<TaskResult, CommandError> {
    if !args.page {
        return play_file(args, file, emulator, cancellation, out);
    }
    let page = shown_page::open(emulator, out)?;
    let result = play_file(args, file, emulator, cancellation, &mut page.log_to(out));
    shown_page::stay(cancellation, out)?;
    result
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

/// Runs the pipelines against running services. The scenario and the connections in the arguments are ignored.
///
/// For tests, which can inspect the services afterward.
pub fn play(
    args: &RunArgs,
    emulator: &Emulator,
    out: &mut dyn io::Write,
) -> Result<TaskResult, CommandError> {
    play_until(args, emulator, &CancellationToken::new(), out)
}

/// Runs the pipelines as [`play`] does, until they end or are canceled. Returns the worst result.
pub fn play_until(
    args: &RunArgs,
    emulator: &Emulator,
    cancellation: &CancellationToken,
    out: &mut dyn io::Write,
) -> Result<TaskResult, CommandError> {
    let mut worst = TaskResult::Succeeded;
    for file in &args.files {
        worst = worst.max(play_file(args, file, emulator, cancellation, out)?);
    }
    Ok(worst)
}

/// Runs one pipeline.
fn play_file(
    args: &RunArgs,
    file: &Path,
    emulator: &Emulator,
    cancellation: &CancellationToken,
    out: &mut dyn io::Write,
) -> Result<TaskResult, CommandError> {
    let work_folder = player::work_folder()?;
    let mut player = Player {
        emulator,
        host: host::build(args, work_folder.path(), emulator)?,
        queued: &args.variables,
        start_time: offset_time(emulator.clock().now_s()),
        played: 0,
    };
    let variables = player.variables();
    let pipeline = compiled::compile(args, file, &variables, out)?;
    let selection = Selection {
        stages: args.stages.clone(),
        jobs: args.jobs.clone(),
    };
    selection.check(&pipeline)?;
    let mut groups = Groups::default();
    for path in &args.groups {
        groups.add_file(path)?;
    }
    groups.check(&pipeline)?;
    let task = host::find_task(args, file, &pipeline, work_folder.path())?;
    player.host.tasks.extend(task);
    things::add(args, &pipeline, emulator, &mut player.host)?;
    let run = Run {
        pipeline: &pipeline,
        selection: &selection,
        variables,
        groups: &groups,
        cancellation: cancellation.clone(),
    };
    for steps in run.jobs() {
        player.check(&steps)?;
    }
    let stages = run::play(&run, &mut |job, out| player.play(job, out), out)?;
    let result = run::summary(&stages, out)?;
    list_pull_requests(emulator, out)?;
    Ok(result)
}
