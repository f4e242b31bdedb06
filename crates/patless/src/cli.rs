//! Owns the command line.

use std::io;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use patless_core::ErrorKind;
use tokio::runtime::Builder;

use crate::commands::task;
use crate::process::{SystemClock, canceled, environment};
use crate::sinks::JobOutput;

/// Turns the identity of an Azure Pipelines job into short-lived Microsoft Entra access tokens.
#[derive(Debug, Parser)]
#[command(name = "patless", version, about, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Runs the pipeline task: inputs from `INPUT_…`, tokens into secret variables of the job.
    ///
    /// The agent starts this. It exits with 0 and tells the agent `Failed` when it fails; any other exit code means
    /// that not even that could be told.
    Task,
}

/// Runs what the command line says.
pub fn run() -> ExitCode {
    let Cli { verb } = Cli::parse();
    let Ok(runtime) = Builder::new_current_thread().enable_all().build() else {
        return ExitCode::from(ErrorKind::Internal.exit_code());
    };
    let told = match verb {
        Verb::Task => {
            let out = JobOutput::new(io::stdout());
            runtime.block_on(run_task(out))
        }
    };
    match told {
        Ok(()) => ExitCode::SUCCESS,
        // Standard output is gone: there is nobody left to tell.
        Err(_) => ExitCode::from(ErrorKind::Internal.exit_code()),
    }
}

/// Runs the task until it ends or the agent cancels it, whichever is first.
///
/// A task that is setting variables is past waiting for anything, so it is never stopped in the middle of that.
async fn run_task(out: JobOutput<io::Stdout>) -> io::Result<()> {
    let (environment, clock) = (environment(), Arc::new(SystemClock::start()));
    tokio::select! {
        told = task::run(&environment, clock, out.clone()) => told,
        () = canceled() => task::cancel(&environment, out),
    }
}
