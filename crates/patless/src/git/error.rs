//! What goes wrong between Patless and Git.

use std::io;

use patless_catalogue::Cause;

/// Git cannot be used, or not with a token.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GitError {
    /// What Git asks the helper cannot be read.
    #[error("git's question cannot be read")]
    Question(#[from] InvalidQuestion),
    /// There is no Git repository here.
    #[error("there is no Git repository here: {told}")]
    NoRepository {
        /// What Git says.
        told: String,
    },
    /// Git cannot be started.
    #[error("git cannot be started")]
    NotStarted(#[source] io::Error),
    /// A command of Git failed.
    #[error("git {command} fails: {told}")]
    Failed {
        /// The command.
        command: &'static str,
        /// What Git says.
        told: String,
    },
    /// The file with the settings cannot be written or removed.
    #[error("the file {path} cannot be changed")]
    File {
        /// The file.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// A setting of Git would show the token to others.
    #[error("git is told {what}: {setting}")]
    Unprotected {
        /// What it is told: `not to check who the server is`.
        what: &'static str,
        /// Where: `GIT_SSL_NO_VERIFY is set`.
        setting: &'static str,
    },
}

impl GitError {
    /// What is wrong.
    pub fn cause(&self) -> Cause {
        match self {
            Self::Question(_) => Cause::WrongInput,
            _ => Cause::WrongEnvironment,
        }
    }
}

/// What a credential helper is asked is not what Git writes. Nothing of it is repeated, because it may hold a password.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidQuestion {
    /// It is too long.
    #[error("it is longer than 64 KiB")]
    TooLong,
    /// It is no text.
    #[error("line {0} is not UTF-8, or holds control characters")]
    NotText(usize),
    /// A line is no pair.
    #[error("line {0} is not NAME=VALUE")]
    NoPair(usize),
    /// Something that is needed is not there.
    #[error("it has no {0}")]
    Missing(&'static str),
    /// Something is there twice.
    #[error("it has more than one {0}")]
    Twice(&'static str),
    /// It cannot be read at all.
    #[error("standard input cannot be read")]
    Unread,
}
