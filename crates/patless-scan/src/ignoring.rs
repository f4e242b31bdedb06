//! Says whose `.gitignore` counts for a folder: those of its own repository, and only files that a person may have written.

use std::path::Path;

/// Which files with patterns count below a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ignoring {
    /// Those of the repository that the folder is in, those above it among them.
    Repository,
    /// Those of the folder and of the folders in it: whoever can write above it has no say.
    Below,
    /// None.
    Nothing,
}

impl Ignoring {
    /// Finds it for a path that somebody named. A file is read whatever they say.
    pub(crate) fn of(folder: &Path) -> Self {
        if !folder.is_dir() || !is_usable(folder) {
            return Self::Nothing;
        }
        let Ok(real) = folder.canonicalize() else {
            return Self::Below;
        };
        let in_repository = real.ancestors().any(|it| it.join(".git").exists());
        if in_repository && real.ancestors().all(is_usable) {
            Self::Repository
        } else {
            Self::Below
        }
    }
}

/// Tells whether the `.gitignore` of a folder can be read without harm. A pull request may bring a link to a device that never
/// ends, or patterns for minutes. As for Git, a link is none.
pub(crate) fn is_usable(folder: &Path) -> bool {
    match folder.join(".gitignore").symlink_metadata() {
        Ok(metadata) => metadata.is_file() && metadata.len() <= LARGEST,
        Err(_) => true,
    }
}

/// No person writes so many patterns, in bytes.
const LARGEST: u64 = 200_000;
