//! Programs of ours that `cargo xtask` builds and starts: each has a crate of its own, which nothing else waits for.
use std::{ffi::OsString, path, process::ExitCode};

use build_helper::{Failure, Workspace, step};

/// A program of ours, and what of it is wanted.
#[derive(Debug)]
pub(crate) struct Tool {
    /// Where cargo finds it: words of `cargo run`.
    cargo: &'static str,
    /// Its target folder, below the workspace's.
    target: &'static str,
    /// Its first word; none where it does one thing only.
    verb: Option<&'static str>,
}

/// The benchmark. It has its own workspace, and so its own target folder.
pub(crate) const BENCH: Tool = Tool {
    cargo: "run --locked --release --manifest-path bench/Cargo.toml --bin patless-bench",
    target: "bench",
    verb: None,
};

/// The packaging, for the binaries alone.
pub(crate) const BINARIES: Tool = packaging("binaries");

/// The packaging.
pub(crate) const PACKAGE: Tool = packaging("package");

/// The packaging, to try what it made.
pub(crate) const PLAY: Tool = packaging("play");

/// The check of how our code hangs together.
pub(crate) const STRUCTURE: Tool = Tool {
    cargo: "run --locked --package patless-structure",
    target: "",
    verb: None,
};

/// A verb of the packaging.
const fn packaging(verb: &'static str) -> Tool {
    Tool {
        cargo: "run --locked --package patless-package",
        target: "",
        verb: Some(verb),
    }
}

/// Builds `tool`, runs it with `words`, and passes on how it ended. What went wrong, it has said itself.
pub(crate) fn run(
    workspace: &Workspace,
    tool: &Tool,
    words: &[OsString],
) -> Result<ExitCode, Failure> {
    let target = path::absolute(workspace.target(""))?;
    let mut command = workspace.cargo(tool.cargo);
    command
        .arg("--target-dir")
        .arg(target.join(tool.target))
        .arg("--")
        .args(tool.verb)
        .args(words)
        // Whatever it builds goes to the same place as what is built here.
        .env("CARGO_TARGET_DIR", &target);
    let status = step::status(&mut command, "mend what the compiler says above")?;
    Ok(step::exit_code(status))
}
