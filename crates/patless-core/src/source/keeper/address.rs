//! Where the keeper listens: a socket in its private folder, or on Windows a port on 127.0.0.1, whose key is in that folder.

use std::fmt;
#[cfg(windows)]
use std::io::Read as _;
use std::path::{Path, PathBuf};
#[cfg(windows)]
use std::sync::Arc;

use crate::environment::variables::PATLESS_KEEPER;
use crate::named_file::is_on_another_machine;
#[cfg(windows)]
use crate::secret::Secret;
use crate::source::error::Broken;
use crate::source::name::SourceName;
use patless_catalogue::Cause;

/// Where the keeper listens.
#[derive(Clone, Debug)]
pub(super) struct Address {
    folder: PathBuf,
    #[cfg(windows)]
    pub(super) port: u16,
    #[cfg(windows)]
    pub(super) key: Arc<Secret>,
}

impl Address {
    /// Finds the keeper in its folder.
    ///
    /// # Errors
    /// The folder is not there, or is one in which others could have put something.
    pub(super) fn find(folder: &str) -> Result<Self, Broken> {
        let path = Path::new(folder);
        if !path.is_absolute() {
            return Err(foreign(folder, "it is not an absolute path"));
        }
        if is_on_another_machine(path) {
            return Err(foreign(folder, "it is on another machine"));
        }
        let metadata = path.symlink_metadata().map_err(|error| {
            let reason = format!(
                "{} names the folder {folder}, which cannot be entered: {error}",
                PATLESS_KEEPER.name()
            );
            Broken::new(SourceName::Keeper, Cause::KeeperGone, reason)
        })?;
        if !metadata.is_dir() {
            return Err(foreign(folder, "it is no folder"));
        }
        Self::in_folder(path, &metadata)
    }

    #[cfg(unix)]
    fn in_folder(path: &Path, metadata: &std::fs::Metadata) -> Result<Self, Broken> {
        use std::os::unix::fs::MetadataExt as _;
        let folder = path.display().to_string();
        if metadata.uid() != rustix::process::geteuid().as_raw() {
            return Err(foreign(&folder, "it belongs to another user"));
        }
        if metadata.mode() & 0o077 != 0 {
            return Err(foreign(&folder, "other users may enter it"));
        }
        Ok(Self {
            folder: path.to_owned(),
        })
    }

    #[cfg(windows)]
    fn in_folder(path: &Path, _: &std::fs::Metadata) -> Result<Self, Broken> {
        let folder = path.display().to_string();
        let mut text = zeroize::Zeroizing::new(String::new());
        // Where it cannot be read, no keeper listens.
        let _ = std::fs::File::open(path.join("address"))
            .and_then(|file| file.take(1024).read_to_string(&mut text));
        let parts = text.split_once(' ');
        let parts = parts.and_then(|(port, key)| Some((port.parse().ok()?, key)));
        let Some((port, key)) = parts else {
            let reason = format!(
                "{} names the folder {folder}, which cannot be entered: no keeper listens there",
                PATLESS_KEEPER.name()
            );
            return Err(Broken::new(SourceName::Keeper, Cause::KeeperGone, reason));
        };
        Ok(Self {
            folder: path.to_owned(),
            port,
            key: Arc::new(Secret::new(zeroize::Zeroizing::new(key.to_owned()))),
        })
    }

    /// The socket.
    #[cfg(unix)]
    pub(super) fn socket(&self) -> PathBuf {
        self.folder.join("socket")
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.folder.display().fmt(f)
    }
}

fn foreign(folder: &str, why: &str) -> Broken {
    let name = PATLESS_KEEPER.name();
    let reason =
        format!("{name} names {folder}, which is not the private folder of a keeper: {why}");
    Broken::new(SourceName::Keeper, Cause::ForeignKeeper, reason)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn refused(folder: &Path) -> (Cause, String) {
        let broken = Address::find(folder.to_str().unwrap()).unwrap_err();
        (broken.cause, broken.reason)
    }

    #[test]
    fn only_a_private_folder_of_this_user_is_one_of_a_keeper() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("keeper");
        let (cause, _) = refused(&folder);
        assert_eq!(cause, Cause::KeeperGone);
        fs::create_dir(&folder).unwrap();
        for mode in [0o755, 0o770, 0o701] {
            fs::set_permissions(&folder, Permissions::from_mode(mode)).unwrap();
            let (cause, reason) = refused(&folder);
            assert_eq!(cause, Cause::ForeignKeeper, "{mode:o}");
            assert!(reason.contains("other users may enter it"), "{reason}");
        }
        fs::set_permissions(&folder, Permissions::from_mode(0o700)).unwrap();
        Address::find(folder.to_str().unwrap()).unwrap();
        let link = place.path().join("link");
        symlink(&folder, &link).unwrap();
        assert!(refused(&link).1.contains("it is no folder"));
        assert!(refused(Path::new("keeper")).1.contains("absolute"));
        assert!(refused(Path::new("/dev/null")).1.contains("no folder"));
    }
}
