//! `cargo xtask`: what people and the pipeline run, so that nobody remembers flags.

mod cli;
mod demo;
mod demo_renovate;
mod deny;
mod fleet;
mod semver;
mod start;
mod test;
use std::process::ExitCode;

use build_helper::Failure;

fn main() -> ExitCode {
    cli::run().unwrap_or_else(Failure::report)
}
