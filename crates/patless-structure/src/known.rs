//! The list of imports on circles that are known, and are to go.

use std::{collections::BTreeSet, path::Path};

use build_helper::Failure;
use fs_err as fs;

/// Reads the list: one `file -> file` a line; `#` begins a comment, and what follows a colon is for people.
pub(crate) fn read(top: &Path) -> Result<BTreeSet<String>, Failure> {
    let text = fs::read_to_string(top.join(FILE))?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.map(|line| line.split(':').next().unwrap_or_default().trim());
    Ok(pairs
        .filter(|pair| !pair.is_empty())
        .map(str::to_owned)
        .collect())
}

/// The list.
pub(crate) const FILE: &str = "crates/patless-structure/known-circles.txt";
