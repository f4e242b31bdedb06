//! Installs packages of npm, as a lock file pins them.

use std::path::{Path, PathBuf};

use crate::{failure::Failure, folder, step};

/// What a `package.json` and the `package-lock.json` beside it name.
#[derive(Debug)]
pub(crate) struct Packages {
    /// Both files.
    files: [PathBuf; 2],
}

impl Packages {
    /// Those that the files in the folder `source` name.
    pub(crate) fn of(source: &str) -> Self {
        let files = ["package.json", "package-lock.json"].map(|name| Path::new(source).join(name));
        Self { files }
    }

    /// All that decides what is installed.
    pub(crate) fn pins(&self) -> Result<String, Failure> {
        let [package, lock] = self.files.each_ref().map(|file| folder::read(file));
        Ok(package? + &lock? + include_str!("npm.rs"))
    }

    /// Installs them into `folder`.
    pub(crate) fn install(&self, folder: &Path) -> Result<(), Failure> {
        for file in &self.files {
            folder::copy(file, folder)?;
        }
        step::run(
            step::command(PROGRAM, INSTALL).current_dir(folder),
            "check that the npm registry answers, then run it again",
        )
    }
}

/// What npm is called; on Windows it is a script, which only its full name starts.
pub(crate) const PROGRAM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// What npm does. No package runs code of its own to be installed; what the system's Node.js is too old for is no news, as
/// the packages bring their own.
const INSTALL: &str = "ci --ignore-scripts --no-audit --no-fund --loglevel=error";
