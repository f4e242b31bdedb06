//! Process of a step, whose output lines can be logging commands.

use std::ffi::OsString;
use std::io;

use super::artifacts::ArtifactError;
use super::commands::process_line;
use super::context::StepContext;
use super::limits::Stop;
use super::output_queue::Stream;
use super::process::{Process, exit_code};

/// Runs a process to its end, and returns its exit code.
pub(super) fn run(
    process: Process<'_>,
    context: &mut StepContext<'_, '_>,
) -> Result<i32, StepError> {
    run_with(process, context, |_, _| {})
}

/// Runs a process to its end, shows each line to `watch` after it was processed, and returns the exit code.
pub(super) fn run_with(
    process: Process<'_>,
    context: &mut StepContext<'_, '_>,
    mut watch: impl FnMut(Stream, &str),
) -> Result<i32, StepError> {
    let program = process.program.display().to_string();
    if !process.working_directory.is_dir() {
        let folder = process.working_directory.display().to_string();
        return Err(StepError::NoFolder(folder));
    }
    let limits = context.limits();
    let end = process
        .run(&limits, |stream, line| {
            process_line(context, line);
            watch(stream, line);
        })
        .map_err(|source| StepError::Start { program, source })?;
    match end.stop {
        Some(stop) => Err(StepError::Stopped(stop)),
        None => Ok(exit_code(end.status)),
    }
}

/// Prints the block that names the task.
pub(super) fn print_heading(context: &mut StepContext<'_, '_>, fields: &[(&str, &str)]) {
    context.output(RULE);
    for (name, value) in fields {
        context.output(&format!("{name:<13}: {value}"));
    }
    context.output(RULE);
}

/// Joins arguments for a message.
pub(super) fn join(args: &[OsString]) -> String {
    let texts: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    texts.join(" ")
}

/// Error of the agent that ends a step.
#[derive(Debug, thiserror::Error)]
pub(super) enum StepError {
    /// The step was ended before it was done. The result that its process reports is ignored. The texts are the agent's.
    #[error("{}", stop_text(*.0))]
    Stopped(Stop),
    /// The task's process failed. The text is the agent's.
    #[error("Exit code {code} returned from process: file name '{file}', arguments '{arguments}'.")]
    ExitCode {
        /// The exit code.
        code: i32,
        /// The executable.
        file: String,
        /// The arguments.
        arguments: String,
    },
    /// The process did not start.
    #[error("cannot start {program}: {source}")]
    Start {
        /// The executable.
        program: String,
        /// Why.
        source: io::Error,
    },
    /// The script could not be written.
    #[error("cannot write the script: {0}")]
    Script(#[source] io::Error),
    /// The shell of the step is not installed, and steps may not be skipped.
    #[error("{0} is not installed here; install it, or run without --strict")]
    NoShell(String),
    /// An artifact could not be published or downloaded.
    #[error(transparent)]
    Artifact(ArtifactError),
    /// The sources could not be put where they belong.
    #[error("{0}")]
    Checkout(String),
    /// The working directory does not exist.
    #[error("the working directory {0} does not exist")]
    NoFolder(String),
}

/// Says why a step was ended.
fn stop_text(stop: Stop) -> &'static str {
    match stop {
        Stop::Canceled | Stop::Killed => "The operation was canceled.",
        Stop::TimedOut => "The task has timed out.",
    }
}

/// The line around the block that names the task.
const RULE: &str = "==============================================================================";
