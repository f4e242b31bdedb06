//! Checks the dependencies with a pinned cargo-deny, installed under the target folder.

use crate::{failure::Failure, step, workspace::Workspace};

/// Runs `checks`, or those that need no network where none are named.
pub(crate) fn run(workspace: &Workspace, checks: &[String]) -> Result<(), Failure> {
    let program = workspace.target("tools/bin/cargo-deny");
    let installed = step::probe(&mut step::command(&program, "--version"));
    if installed.as_deref() != Some(&format!("cargo-deny {VERSION}")) {
        install(workspace)?;
    }
    let mut command = step::command(&program, "--locked check");
    if checks.is_empty() {
        command.args(OFFLINE_CHECKS);
    }
    step::run(
        command.args(checks),
        "drop the dependency or, with its reason, change deny.toml",
    )
}

/// Builds cargo-deny, unoptimized: it runs for a second and builds for minutes.
fn install(workspace: &Workspace) -> Result<(), Failure> {
    step::run(
        workspace
            .cargo("install cargo-deny --locked --debug --config profile.dev.debug=false --force --quiet")
            .args(["--version", VERSION])
            .arg("--root")
            .arg(workspace.target("tools"))
            .arg("--target-dir")
            .arg(workspace.target("tools/build")),
        "check that cargo reaches its registry, then run it again",
    )
}

/// The version that deny.toml is written for.
const VERSION: &str = "0.20.2";

/// The checks that need no network; `advisories` fetches its database.
const OFFLINE_CHECKS: [&str; 3] = ["bans", "licenses", "sources"];
