//! Compares the library's API with that of an earlier commit, by cargo-semver-checks.
use build_helper::{Failure, Tool, Workspace, step};

/// Fails if a program that builds with the library of the commit `baseline` may not build with this one, while the version
/// says that it does.
pub(crate) fn run(workspace: &Workspace, baseline: &str) -> Result<(), Failure> {
    let mut command = step::command(CARGO_SEMVER_CHECKS.installed(workspace)?, "semver-checks");
    command.args(PACKAGE).args(["--baseline-rev", baseline]);
    step::run(
        &mut command,
        "keep what was there, or take the next major version; the baseline is a commit or tag of this clone",
    )
}

/// The newest version that Rust 1.95 builds.
const CARGO_SEMVER_CHECKS: Tool = Tool {
    name: "cargo-semver-checks",
    version: "0.51.0",
};

/// The library, as its users have it.
const PACKAGE: [&str; 3] = ["--package", "patless-core", "--only-explicit-features"];
