//! Entry point of `patless-emulator`.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use patless_emulator::cli::Cli;
use patless_emulator::commands;

fn main() -> ExitCode {
    match commands::execute(Cli::parse(), &mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let text = error.to_string();
            if !text.is_empty() {
                // If stderr is closed, the error cannot be reported.
                let _closed = writeln!(io::stderr(), "patless-emulator: {text}");
            }
            ExitCode::from(error.exit_code())
        }
    }
}
