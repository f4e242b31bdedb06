//! Replaces a file by another of the same mode, all at once: whoever reads it meanwhile sees the one or the other.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::NamedTempFile;

/// Writes a file. One that is there keeps its mode.
///
/// # Errors
/// It is there and is no file, such as a link, or may not be written.
pub(super) fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let here = match file.symlink_metadata() {
        Ok(metadata) if !metadata.is_file() => return Err(io::Error::other("it is no file")),
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let mut new = NamedTempFile::new_in(folder)?;
    new.write_all(bytes)?;
    match here {
        Some(metadata) if metadata.permissions().readonly() => {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        Some(metadata) => {
            keep_owner(new.path(), &metadata);
            fs::set_permissions(new.path(), metadata.permissions())?;
        }
        None => readable(new.path())?,
    }
    new.as_file().sync_all()?;
    new.persist(file)?;
    Ok(())
}

/// Where root fixes the files of somebody else, such as in a container, they stay theirs. Nobody else may give files away.
#[cfg(unix)]
fn keep_owner(file: &Path, metadata: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, chown};
    let owner = (metadata.uid(), metadata.gid());
    let is_other = |new: fs::Metadata| (new.uid(), new.gid()) != owner;
    if fs::metadata(file).is_ok_and(is_other) {
        // Without the right to, it is a file of whoever runs this, as an editor would leave it.
        let _ = chown(file, Some(owner.0), Some(owner.1));
    }
}

#[cfg(not(unix))]
fn keep_owner(_file: &Path, _metadata: &fs::Metadata) {}

/// A temporary file is its owner's alone. Ours is to be committed.
#[cfg(unix)]
fn readable(file: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(file, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_file: &Path) -> io::Result<()> {
    Ok(())
}
