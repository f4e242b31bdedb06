//! Plays the smallest pipeline on the emulator, so that a newcomer sees the whole flow without Azure.

use std::process::{Command, ExitCode};

use crate::{
    failure::Failure,
    programs::{self, BASH, CURL},
    step,
    workspace::Workspace,
};

/// Builds what is needed, plays the pipeline, and passes the job's exit code on.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode, Failure> {
    programs::ensure(&[BASH, CURL])?;
    step::run(
        &mut workspace.cargo("build --package patless --package patless-emulator --bins"),
        "mend what the compiler says above",
    )?;
    let status = step::status(
        Command::new(workspace.binary("patless-emulator"))
            .arg("run")
            .arg(PIPELINE)
            .arg("--patless")
            .arg(workspace.binary("patless")),
        "run `cargo xtask demo` again; the emulator was built a moment ago",
    )?;
    // A process that a signal ended has no code of its own.
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// The pipeline that is played.
const PIPELINE: &str = "pipelines/examples/access-token.yml";
