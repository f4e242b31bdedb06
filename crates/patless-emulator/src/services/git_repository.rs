//! Bare Git repository of the project. It is made by the real `git` at the first request to it.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// Bare repository in a folder of the emulator.
#[derive(Debug)]
pub(crate) struct GitRepository {
    folder: PathBuf,
    commits: Vec<Commit>,
    is_made: Mutex<bool>,
}

impl GitRepository {
    /// Names the repository, which does not exist yet, and its first commits.
    pub(super) fn new(folder: PathBuf, commits: Vec<Commit>) -> Self {
        Self {
            folder,
            commits,
            is_made: Mutex::new(false),
        }
    }

    /// Returns the folder of the repository, which is made now if it does not exist. This blocks.
    pub(crate) fn folder(&self) -> io::Result<&Path> {
        let mut is_made = self.is_made.lock().unwrap_or_else(PoisonError::into_inner);
        if !*is_made {
            self.make()?;
            *is_made = true;
        }
        Ok(&self.folder)
    }

    fn make(&self) -> io::Result<()> {
        let mut init = git();
        init.args(["init", "--quiet", "--bare", "--initial-branch=main"]);
        // Samples of hooks take longer than all the rest.
        init.arg("--template=");
        run(init.arg(&self.folder), "")?;
        let mut import = git();
        import.arg("--git-dir").arg(&self.folder);
        run(
            import.args(["fast-import", "--quiet"]),
            &history(&self.commits),
        )
    }
}

/// Makes a command line of `git` that reads no settings of the machine and of the user.
pub(crate) fn git() -> Command {
    let mut command = Command::new("git");
    for name in OTHERS {
        command.env_remove(name);
    }
    command
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null");
    command
}

/// Runs a command with this standard input.
fn run(command: &mut Command, input: &str) -> io::Result<()> {
    let mut child = command.stdin(Stdio::piped()).spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.as_bytes())?;
    }
    let status = child.wait()?;
    if status.success() {
        Ok(())
    } else {
        Err(io::Error::other(format!("git ends with {status}")))
    }
}

/// Writes the commits for `git fast-import`.
fn history(commits: &[Commit]) -> String {
    let mut stream = String::new();
    for (index, commit) in commits.iter().enumerate() {
        let Commit {
            path,
            content,
            message,
        } = commit;
        let seconds = FIRST_COMMIT_S + 60 * index;
        let (content_length, message_length) = (content.len(), message.len());
        // Writing to a string cannot fail.
        let _ = write!(
            stream,
            "commit refs/heads/main\n\
             committer Ada <ada@acme.example> {seconds} +0000\n\
             data {message_length}\n{message}\n\
             M 100644 inline {path}\n\
             data {content_length}\n{content}\n"
        );
    }
    stream
}

/// Commit that adds or changes a file.
#[derive(Debug)]
pub(super) struct Commit {
    path: &'static str,
    content: String,
    message: &'static str,
}

impl Commit {
    /// Names the file, its new content and the message.
    pub(super) fn new(path: &'static str, content: &str, message: &'static str) -> Self {
        Self {
            path,
            content: content.to_owned(),
            message,
        }
    }
}

/// 2026-01-01T00:00:00Z.
const FIRST_COMMIT_S: usize = 1_767_225_600;

/// Variables that point `git` to other repositories and settings, as in a hook of Git.
const OTHERS: &[&str] = &[
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS",
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_WORK_TREE",
];
