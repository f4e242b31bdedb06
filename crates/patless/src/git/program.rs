//! Runs `git`, without the secrets of the identity in its environment.

use std::process::{Output, Stdio};

use patless_core::variables::is_secret;

use super::error::GitError;
use crate::process::{Program, command, variable_names};

/// Runs a command of Git to its end, in the current folder. Its program is looked for in the absolute folders of `PATH`.
pub(crate) fn git(arguments: &[&str]) -> Result<Output, GitError> {
    let program = Program {
        name: "git".into(),
        arguments: Vec::new(),
        removed: Vec::new(),
    };
    let mut command = command(&program).map_err(GitError::NotStarted)?;
    for name in variable_names().iter().filter(|name| is_secret(name)) {
        command.env_remove(name);
    }
    // It would have `git config`, and nothing else of Git, read another file.
    command.env_remove("GIT_CONFIG");
    let command = command.args(arguments).stdin(Stdio::null());
    command.output().map_err(GitError::NotStarted)
}

/// The words of a failed command, on one line.
pub(super) fn told(output: &Output) -> String {
    let words = String::from_utf8_lossy(&output.stderr);
    let words: Vec<_> = words.split_whitespace().collect();
    words.join(" ")
}
