//! Process of a step, whose output lines can be logging commands.

use std::ffi::OsString;
use std::io;

use super::commands::process_line;
use super::context::StepContext;
use super::process::{Process, exit_code};

/// Runs a process to its end, and returns its exit code.
pub(super) fn run(
    process: Process<'_>,
    context: &mut StepContext<'_, '_>,
) -> Result<i32, StepError> {
    let program = process.program.display().to_string();
    if !process.working_directory.is_dir() {
        let folder = process.working_directory.display().to_string();
        return Err(StepError::NoFolder(folder));
    }
    let cancellation = context.job.cancellation.clone();
    let end = process
        .run(&cancellation, |line| process_line(context, line))
        .map_err(|source| StepError::Start { program, source })?;
    if end.canceled {
        return Err(StepError::Canceled);
    }
    Ok(exit_code(end.status))
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
    /// The job was canceled while the process ran. The result that the process reports is ignored.
    #[error("The operation was canceled.")]
    Canceled,
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
    /// The working directory does not exist.
    #[error("the working directory {0} does not exist")]
    NoFolder(String),
}

/// The line around the block that names the task.
const RULE: &str = "==============================================================================";
