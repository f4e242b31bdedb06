//! Finds the Node versions of the agent.

use std::path::{Path, PathBuf};

/// The path of a Node by its major version.
pub(crate) fn path(major: u32) -> PathBuf {
    set_up(&format!("node{major}"))
}

/// The path of something that `cargo xtask test` set up for the launcher's tests.
pub(crate) fn set_up(name: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_BIN_EXE_patless")).ancestors().nth(2);
    let path = target.unwrap().join("clients/agent").join(name);
    assert!(
        path.is_file(),
        "{} is missing: run `cargo xtask test`",
        path.display()
    );
    path
}
