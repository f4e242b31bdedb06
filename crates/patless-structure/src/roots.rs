//! The crates of the repository, from the files that cargo gives to the compiler.

use std::path::{Path, PathBuf};

use build_helper::{Failure, folder};
use fs_err as fs;

use crate::tree::Tree;

/// Reads all crates: libraries, programs, and the benchmark, which has its own workspace.
pub(crate) fn read(top: &Path) -> Result<Vec<Tree>, Failure> {
    find(top)?.iter().map(|root| Tree::read(root)).collect()
}

/// The first files of all crates.
fn find(top: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut crates = vec![top.join("bench")];
    for entry in fs::read_dir(top.join("crates"))? {
        crates.push(entry?.path());
    }
    crates.sort();
    let mut roots = Vec::new();
    for folder in crates {
        let sources = folder.join("src");
        roots.extend(["lib.rs", "main.rs"].map(|name| sources.join(name)));
        let programs = sources.join("bin");
        if programs.is_dir() {
            roots.extend(folder::files(&programs)?);
            for entry in fs::read_dir(programs)? {
                roots.push(entry?.path().join("main.rs"));
            }
        }
    }
    roots.retain(|root| root.is_file());
    Ok(roots)
}
