//! The verbs of the packaging.
use build_helper::{Failure, Workspace};
use clap::Parser;

use crate::{options::Options, package, play};

/// What `cargo xtask` passes on.
#[derive(Debug, Parser)]
#[command(name = "patless-package", bin_name = "cargo xtask")]
enum Arguments {
    /// Makes the extension, npm packages and archives under target/package: builds what is missing, packs, checks, sums up.
    Package(Options),
    /// Makes the extension's binaries alone, under the names that they ship with, in target/binaries.
    Binaries(Options),
    /// Runs the tests of what is in target/package, under Node 16, 20 and 24: the task of patless.vsix, and what the desk installs.
    Play,
}

/// Runs the verb of the command line.
pub(crate) fn run() -> Result<(), Failure> {
    let arguments = Arguments::parse();
    let workspace = Workspace::enter()?;
    match arguments {
        Arguments::Package(options) => package::run(&workspace, &options),
        Arguments::Binaries(options) => package::run_binaries(&workspace, &options),
        Arguments::Play => play::run(&workspace),
    }
}
