//! The command line of the check.

use std::{path::Path, process::ExitCode};

use build_helper::{Failure, Workspace, print, say};
use clap::Parser;

use crate::{arrows, circles, known, problems, roots};

/// Finds files of a crate that import each other in a circle, and files that are too long.
#[derive(Debug, Parser)]
#[command(name = "patless-structure", bin_name = "cargo xtask structure")]
struct Arguments {
    /// Lists every import on a circle, also those that are known.
    #[arg(long)]
    all: bool,
}

/// Checks the crates of this repository.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    let arguments = Arguments::parse();
    Workspace::enter()?;
    let top = Path::new("");
    if arguments.all {
        let arrows = arrows::of(&roots::read(top)?);
        for arrow in circles::on_circles(&arrows) {
            print(&arrow.to_string());
        }
        return Ok(ExitCode::SUCCESS);
    }
    let found = problems::find(top, &known::read(top)?)?;
    if found.is_empty() {
        say("no new import circle, and no file that is too long");
        return Ok(ExitCode::SUCCESS);
    }
    Err(Failure::new(
        found.join("\n"),
        "move what both files need into a file of its own below both; split a long file by what it is for",
    ))
}
