//! Runs `patless-emulator`.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use patless_emulator::cli::Cli;
use patless_emulator::commands;

fn main() -> ExitCode {
    match commands::execute(Cli::parse(), &mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to tell if the standard error stream is closed.
            let _closed = writeln!(io::stderr(), "patless-emulator: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}
