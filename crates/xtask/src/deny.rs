//! Checks the dependencies with cargo-deny.
use build_helper::{Failure, Tool, Workspace, step};

/// Runs `checks`, or those that need no network where none are named.
pub(crate) fn run(workspace: &Workspace, checks: &[String]) -> Result<(), Failure> {
    let mut command = step::command(CARGO_DENY.installed(workspace)?, "--locked check");
    if checks.is_empty() {
        command.args(OFFLINE_CHECKS);
    }
    step::run(
        command.args(checks),
        "drop the dependency or, with its reason, change deny.toml",
    )
}

/// The version that deny.toml is written for.
const CARGO_DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
};

/// The checks that need no network; `advisories` fetches its database.
const OFFLINE_CHECKS: [&str; 3] = ["bans", "licenses", "sources"];
