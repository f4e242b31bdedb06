//! Subcommands of the command line, one per file.

mod check;
mod error;
mod forward;
mod root;
mod run;
mod scenarios;
mod serve;
mod stop_signal;

pub use error::CommandError;
pub use run::{play, play_until};

use std::io;

use crate::cli::{Cli, Command};

/// Runs a subcommand. Its output goes to `out`.
pub fn execute(cli: Cli, out: &mut dyn io::Write) -> Result<(), CommandError> {
    match cli.command {
        Command::Check(args) => check::execute(&args, out),
        Command::Serve(args) => serve::execute(&args, out),
        Command::Run(args) => run::execute(&args, out),
        Command::Forward(args) => forward::execute(&args),
        Command::Scenarios => scenarios::execute(out),
    }
}
