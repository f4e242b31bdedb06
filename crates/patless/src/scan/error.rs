//! Why `patless scan` does not run.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why `patless scan` does not run.
#[derive(Debug, Error)]
pub(crate) enum ScanError {
    /// A path of the command line.
    #[error("there is no {0}: name files and folders that are there")]
    NoPath(PathBuf),
    /// Standard input.
    #[error("standard input cannot be read: {0}")]
    Input(io::Error),
    /// The working folder.
    #[error("the working folder is not known: {0}")]
    WorkingFolder(io::Error),
}

impl ScanError {
    /// Returns the exit code: 2 where the command line is wrong, else 1.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::NoPath(_) => 2,
            Self::Input(_) | Self::WorkingFolder(_) => 1,
        }
    }
}
