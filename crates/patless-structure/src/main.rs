//! `cargo xtask structure`: imports between the files of a crate run one way, and no file is too long.

mod arrows;
mod circles;
mod cli;
mod known;
mod length;
mod module;
mod names;
mod paths;
mod problems;
mod roots;
mod tests_apart;
mod tree;

use std::process::ExitCode;

use build_helper::Failure;

fn main() -> ExitCode {
    cli::run().unwrap_or_else(Failure::report)
}
