//! The repository that Git finds from the current folder, and the one line that its own settings get.
//!
//! All settings of ours are in a file beside the repository's own, which includes it: so they are taken away exactly.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::error::GitError;
use super::hosts::Served;
use super::program::{git, told};

/// The repository.
#[derive(Debug)]
pub(crate) struct Repository {
    /// The folder of its own settings, absolute or from the current folder.
    folder: PathBuf,
}

/// What `unset` found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Unset {
    /// It was set up, and is no longer.
    Removed,
    /// It was not set up.
    NotThere,
}

impl Repository {
    /// Finds the repository.
    pub(crate) fn find() -> Result<Self, GitError> {
        // Worktrees share the settings of the first one.
        let output = git(&["rev-parse", "--git-common-dir"])?;
        if !output.status.success() {
            let told = told(&output);
            return Err(GitError::NoRepository { told });
        }
        let folder = String::from_utf8_lossy(&output.stdout);
        let folder = PathBuf::from(folder.trim_end_matches(['\r', '\n']));
        Ok(Self { folder })
    }

    /// The file of our settings.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder.join(FILE)
    }

    /// Writes the file, and has the repository's own settings include it, behind everything that they have now.
    pub(crate) fn set(&self, settings: &str) -> Result<(), GitError> {
        exclude()?;
        let file = self.file();
        written(&file, settings).map_err(|source| GitError::File {
            path: file.display().to_string(),
            source,
        })?;
        let output = git(&["config", "--local", "--add", "include.path", FILE])?;
        succeeded(&output)
    }

    /// Takes away what [`Self::set`] has written, and nothing else.
    pub(crate) fn unset(&self) -> Result<Unset, GitError> {
        let excluded = exclude()?;
        let file = self.file();
        match fs::remove_file(&file) {
            Ok(()) => Ok(Unset::Removed),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(excluded),
            Err(source) => Err(GitError::File {
                path: file.display().to_string(),
                source,
            }),
        }
    }
}

/// Has the repository's own settings include our file no longer.
fn exclude() -> Result<Unset, GitError> {
    let unset = ["config", "--local", "--unset-all", "include.path", PATTERN];
    let output = git(&unset)?;
    if output.status.code() == Some(NO_SUCH_SETTING) {
        return Ok(Unset::NotThere);
    }
    succeeded(&output).map(|()| Unset::Removed)
}

/// The URLs of these servers whose requests get headers from Git's settings: what `checkout` with `persistCredentials` and
/// scripts leave. Headers for all servers are those of each. Only the names of settings are read, not the headers.
pub(crate) fn stored_headers(served: &Served) -> Result<Vec<String>, GitError> {
    let list = ["config", "--null", "--name-only", "--get-regexp"];
    let output = git(&[&list[..], &[r"^http\.(.*\.)?extraheader$"]].concat())?;
    if output.status.code() == Some(1) {
        return Ok(Vec::new());
    }
    succeeded(&output)?;
    let names = String::from_utf8_lossy(&output.stdout);
    let mut urls = Vec::new();
    for name in names.split('\0').filter(|name| !name.is_empty()) {
        let url = name.strip_prefix("http.");
        let url = url.and_then(|url| url.strip_suffix(".extraheader"));
        match url {
            // `http.extraheader` itself.
            None => urls.extend(served.urls()),
            Some(url) if served.has_url(url) => urls.push(url.to_owned()),
            Some(_) => {}
        }
    }
    urls.sort_unstable();
    urls.dedup();
    Ok(urls)
}

/// Writes a file as a whole: Git reads either the old one or the new one.
fn written(file: &Path, text: &str) -> io::Result<()> {
    let new = file.with_extension("lock");
    let mut lock = OpenOptions::new().write(true).create_new(true).open(&new)?;
    let renamed = lock
        .write_all(text.as_bytes())
        .and_then(|()| lock.sync_all())
        .and_then(|()| fs::rename(&new, file));
    if renamed.is_err() {
        // The first error counts.
        let _ = fs::remove_file(&new);
    }
    renamed
}

fn succeeded(output: &std::process::Output) -> Result<(), GitError> {
    if output.status.success() {
        return Ok(());
    }
    Err(GitError::Failed {
        command: "config",
        told: told(output),
    })
}

/// The name of the file.
const FILE: &str = "patless.config";
/// Its name, as a pattern.
const PATTERN: &str = r"^patless\.config$";
/// How `git config` ends where there is nothing to unset.
const NO_SUCH_SETTING: i32 = 5;
