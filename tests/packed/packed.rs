//! Finds what was packed, and what it is tried with.

use std::env::consts::ARCH;
use std::path::{Path, PathBuf};

/// The version of everything.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A file that `cargo xtask package` made.
pub(crate) fn file(name: &str) -> PathBuf {
    existing(target().join("package").join(name), "package")
}

/// The tarball of the launcher.
pub(crate) fn launcher() -> PathBuf {
    file(&format!("npm/patless-{VERSION}.tgz"))
}

/// The tarball of this machine's program.
pub(crate) fn program() -> PathBuf {
    file(&format!("npm/patless-{}-{VERSION}.tgz", platform()))
}

/// The name of this machine's archive.
pub(crate) fn archive() -> String {
    format!("patless-{VERSION}-{}.tar.gz", platform())
}

/// This machine's platform, as Node calls it.
pub(crate) fn platform() -> &'static str {
    match ARCH {
        "aarch64" => "linux-arm64",
        _ => "linux-x64",
    }
}

/// A Node that agents bring, by its major version.
pub(crate) fn node(major: u32) -> PathBuf {
    existing(target().join(format!("clients/agent/node{major}")), "play")
}

/// The cache from which npm installs the Jest of an example.
pub(crate) fn jest() -> PathBuf {
    existing(target().join("clients/jest/cache"), "play")
}

/// Cargo's target folder.
fn target() -> &'static Path {
    let tool = Path::new(env!("CARGO_BIN_EXE_patless-package"));
    tool.ancestors().nth(2).unwrap()
}

/// A file or folder that a verb of `cargo xtask` makes.
fn existing(path: PathBuf, verb: &str) -> PathBuf {
    assert!(
        path.exists(),
        "{} is missing: run `cargo xtask {verb}`",
        path.display()
    );
    path
}
