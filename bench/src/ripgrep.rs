//! ripgrep, beside which programs that read many bytes are measured.
use std::path::PathBuf;

use build_helper::{Failure, Workspace, folder, step};

use crate::built::Built;

/// Builds it, optimized in full.
pub(super) fn set_up(workspace: &Workspace, built: &Built) -> Result<(), Failure> {
    let place = built.target("bench/ripgrep");
    folder::set_up(&place, RIPGREP, || {
        let install = format!("install --quiet --locked {RIPGREP} --root");
        step::run(
            workspace
                .cargo(&install)
                .arg(&place)
                .arg("--target-dir")
                .arg(built.target("bench/ripgrep-build")),
            FETCH_HINT,
        )
    })
}

/// Where it is.
pub(super) fn path(built: &Built) -> PathBuf {
    built.target("bench/ripgrep/bin/rg")
}

/// Its version.
pub(super) fn version(built: &Built) -> Option<String> {
    let text = step::probe(&mut step::command(path(built), "--version"))?;
    Some(text.lines().next()?.to_owned())
}

/// What cargo builds, in its own way.
const RIPGREP: &str = "ripgrep@15.2.0";
/// What to do when something cannot be fetched.
pub(super) const FETCH_HINT: &str =
    "check that the package registry answers, then run `cargo xtask bench` again";
