//! Key files of the agent of Azure Arc, each of which is for one challenge.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::knobs::{ArcChallenge, ArcFolder};
use crate::wire::{random_guid, random_text};

/// Key files so far, and where they are.
pub(crate) struct ArcKeys {
    folder: PathBuf,
    other_folder: PathBuf,
    keys: Mutex<Vec<String>>,
}

/// Key file that a challenge names.
pub(super) struct KeyFile {
    /// Path in the challenge.
    pub(super) path: String,
    /// Content of the file.
    pub(super) key: String,
}

impl ArcKeys {
    /// Makes the folders below a directory. Only the owner can enter them.
    pub(super) fn new(directory: &Path) -> io::Result<Self> {
        Ok(Self {
            folder: private_folder(directory.join("tokens"))?,
            other_folder: private_folder(directory.join("other"))?,
            keys: Mutex::default(),
        })
    }

    /// Returns the folder of the keys.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes a new key file, with the mistake of the scenario, and names it in a folder. Only the owner can read the file.
    pub(super) fn write(&self, challenge: ArcChallenge, named: ArcFolder) -> io::Result<KeyFile> {
        let key = match challenge {
            ArcChallenge::LargeFile => format!("{}{}", new_key(), "A".repeat(LARGEST_BYTES)),
            _ => new_key(),
        };
        let folder = match challenge {
            ArcChallenge::OtherFolder | ArcChallenge::Traversal => &self.other_folder,
            _ => &self.folder,
        };
        let name = match challenge {
            ArcChallenge::OtherSuffix => format!("{}.txt", random_guid()),
            _ => format!("{}.key", random_guid()),
        };
        if challenge != ArcChallenge::MissingFile {
            let mut file = tempfile::Builder::new()
                .prefix(&name)
                .rand_bytes(0)
                .tempfile_in(folder)?;
            file.write_all(key.as_bytes())?;
            // The directory of the emulator goes away at the end, and the file with it.
            file.keep()?;
        }
        let path = match challenge {
            ArcChallenge::Traversal => self.folder.join("../other").join(&name),
            _ if named == ArcFolder::OfAgent => Path::new(AGENT_FOLDER).join(&name),
            _ => folder.join(&name),
        };
        self.keys().push(key.clone());
        Ok(KeyFile {
            path: path.display().to_string(),
            key,
        })
    }

    /// Returns whether a text is the content of a key file so far.
    pub(super) fn has_written(&self, key: &str) -> bool {
        self.keys().iter().any(|it| it == key)
    }

    /// Locks the keys. They stay valid if another thread panics.
    fn keys(&self) -> MutexGuard<'_, Vec<String>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes the content of a key file.
fn new_key() -> String {
    format!("sekret-arc-key-{}", random_text(96))
}

/// Makes a folder that only the owner can enter.
fn private_folder(path: PathBuf) -> io::Result<PathBuf> {
    #[cfg(not(unix))]
    let builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    let builder = {
        let mut builder = std::fs::DirBuilder::new();
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
    };
    builder.create(&path)?;
    Ok(path)
}

/// Size of the largest key file that clients accept.
const LARGEST_BYTES: usize = 4096;
/// Folder where the agent has its key files on Linux.
const AGENT_FOLDER: &str = "/var/opt/azcmagent/tokens";
