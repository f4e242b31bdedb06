//! Finds what `cargo xtask test` sets up in the target folder.

use std::path::{Path, PathBuf};

/// The path of something that `cargo xtask test` sets up.
pub(crate) fn set_up(path: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_BIN_EXE_patless")).ancestors().nth(2);
    let path = target.unwrap().join(path);
    assert!(
        path.exists(),
        "{} is missing: run `cargo xtask test`",
        path.display()
    );
    path
}
