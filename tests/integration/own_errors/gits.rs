//! A sample of each error about Git.

use patless::{GitError, InvalidQuestion};

/// Everything that can be wrong between Patless and Git.
pub(super) fn gits() -> [GitError; 6] {
    let told = || "fatal: not a git repository".to_owned();
    [
        GitError::Question(InvalidQuestion::NoPair(2)),
        GitError::NoRepository { told: told() },
        GitError::NotStarted(std::io::Error::other("no such program")),
        GitError::Failed {
            command: "config",
            told: told(),
        },
        GitError::File {
            path: ".git/patless.config".to_owned(),
            source: std::io::Error::other("read-only"),
        },
        GitError::Unprotected {
            what: "not to check who the server is",
            setting: "http.sslVerify is false",
        },
    ]
}
