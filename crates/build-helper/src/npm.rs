//! Installs packages of npm, as a lock file pins them.

use std::path::{Path, PathBuf};
use std::process::Command;

use fs_err as fs;

use crate::{
    failure::{FETCH_HINT, Failure},
    folder, step,
};

/// What a `package.json` and the `package-lock.json` beside it name.
#[derive(Debug)]
pub struct Packages {
    /// Both files.
    files: [PathBuf; 2],
}

impl Packages {
    /// Those that the files in the folder `source` name.
    pub fn of(source: &str) -> Self {
        let files = ["package.json", "package-lock.json"].map(|name| Path::new(source).join(name));
        Self { files }
    }

    /// All that decides what is installed.
    pub fn pins(&self) -> Result<String, Failure> {
        let [package, lock] = self.files.each_ref().map(fs::read_to_string);
        Ok(package? + &lock? + include_str!("npm.rs"))
    }

    /// Installs them into `folder`.
    pub fn install(&self, folder: &Path) -> Result<(), Failure> {
        step::run(&mut self.installation(folder)?, FETCH_HINT)
    }

    /// Installs them into `folder`, without those that a package can do without.
    pub fn install_required(&self, folder: &Path) -> Result<(), Failure> {
        let mut installation = self.installation(folder)?;
        step::run(installation.arg("--omit=optional"), FETCH_HINT)
    }

    /// Installs them into `folder`, and keeps them in its folder `cache`, from which npm installs them again without network.
    pub fn fetch(&self, folder: &Path) -> Result<(), Failure> {
        let mut installation = self.installation(folder)?;
        let cache = std::path::absolute(folder.join("cache"))?;
        step::run(installation.env("npm_config_cache", cache), FETCH_HINT)
    }

    fn installation(&self, folder: &Path) -> Result<Command, Failure> {
        for file in &self.files {
            folder::copy(file, folder)?;
        }
        let mut command = step::command(PROGRAM, INSTALL);
        command.current_dir(folder);
        Ok(command)
    }
}

/// What npm is called; on Windows it is a script, which only its full name starts.
pub const PROGRAM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// What npm does. No package runs code of its own to be installed; what the system's Node.js is too old for is no news, as
/// the packages bring their own.
const INSTALL: &str = "ci --ignore-scripts --no-audit --no-fund --loglevel=error";
