//! The files that servers and clients share: certificates, hosts, a folder for each run.
use std::{
    path::{Path, PathBuf},
    process::Command,
};

use build_helper::{Failure, folder, step};
use fs_err as fs;

use crate::built::Built;

/// The folder.
#[derive(Debug)]
pub(super) struct Files {
    folder: PathBuf,
}

impl Files {
    /// Makes the certificates, the store of CAs and an empty hosts file.
    pub(super) fn make(built: &Built, store: &str) -> Result<Self, Failure> {
        let folder = built.target("bench/lab");
        folder::clear(&folder)?;
        step::run(
            Command::new(built.own("certificates")).arg(&folder),
            "read what it says above",
        )?;
        let files = Self { folder };
        fs::write(
            files.store(),
            format!("{store}\n{}", fs::read_to_string(files.ca())?),
        )?;
        fs::write(files.hosts(), "")?;
        Ok(files)
    }

    /// The CA of the servers.
    pub(super) fn ca(&self) -> PathBuf {
        self.path("ca.pem")
    }

    /// The machine's CAs and that of the servers.
    pub(super) fn store(&self) -> PathBuf {
        self.path("store.pem")
    }

    /// The hosts file.
    pub(super) fn hosts(&self) -> PathBuf {
        self.path("hosts")
    }

    /// Where all of them are.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Another file of the same folder.
    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The clients' folder for one run, empty but for two folders.
    pub(super) fn fresh_run(&self) -> Result<PathBuf, Failure> {
        let run = self.path("run");
        folder::clear(&run)?;
        for name in ["home", "temp"] {
            folder::clear(&run.join(name))?;
        }
        Ok(run)
    }
}
