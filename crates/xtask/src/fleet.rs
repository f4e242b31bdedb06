//! Plays a thousand jobs that start at once, and draws when their requests arrive at Entra.
use build_helper::{
    Failure, Workspace,
    release::{self, Target},
    step,
};

/// Builds what is needed, then plays the jobs with the binary that ships.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let binary = release::build(workspace, &Target::Host)?;
    let play = "run --quiet --package patless --example fleet --";
    step::run(
        workspace.cargo(play).arg(binary).arg(PICTURE),
        "try again on a machine that does nothing else, after `ulimit -n 4096`",
    )
}

/// Where the picture is kept.
const PICTURE: &str = "docs/fleet.svg";
