//! Why `patless scan` does not run.

use std::io;
use std::path::PathBuf;

use patless_scan::{BaselineError, SettingsError};
use thiserror::Error;

/// Why `patless scan` does not run.
#[derive(Debug, Error)]
pub(crate) enum ScanError {
    /// A path of the command line.
    #[error("there is no {}: name files and folders that are there", .0.display())]
    NoPath(PathBuf),
    /// Standard input beside paths.
    #[error("standard input is scanned alone: give `-` without other paths")]
    InputAmongPaths,
    /// Standard input cannot be written back.
    #[error("standard input cannot be fixed: name the file, or add --diff to see the change")]
    InputFixed,
    /// No name stands in the steps that a fix writes.
    #[error(
        "no service connection is named: give --connection NAME, or write `connection: NAME` into the settings file"
    )]
    NoConnection,
    /// The settings file.
    #[error("{}:{reason}", file.display())]
    Settings {
        file: PathBuf,
        reason: SettingsError,
    },
    /// The baseline.
    #[error("{}: {reason}", file.display())]
    Baseline {
        file: PathBuf,
        reason: BaselineError,
    },
    /// A file of ours.
    #[error("{} cannot be read: {reason}", file.display())]
    Read { file: PathBuf, reason: io::Error },
    /// A file of ours.
    #[error("{} cannot be written: {reason}", file.display())]
    Write { file: PathBuf, reason: io::Error },
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
            Self::NoPath(_) | Self::InputAmongPaths | Self::InputFixed | Self::NoConnection => 2,
            _ => 1,
        }
    }
}
