//! Starts `cargo xtask`: what people and the pipeline run, so that nobody remembers flags.

mod bench;
mod cli;
mod clients;
mod demo;
mod deny;
mod failure;
mod fleet;
mod folder;
mod npm;
mod package;
mod programs;
mod release;
mod step;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

use failure::Failure;

fn main() -> ExitCode {
    cli::run(std::env::args().skip(1)).unwrap_or_else(Failure::report)
}
