//! Keeps folders that are set up from pins, and remembers the pins, so that a second run does nothing.
//!
//! Pins are any text: the files that name versions, and the source of the code that sets the folder up.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::failure::Failure;

/// Empties `folder` and has `fill` fill it; does nothing where that was done with exactly these pins.
pub(crate) fn set_up(
    folder: &Path,
    pins: &str,
    fill: impl FnOnce() -> Result<(), Failure>,
) -> Result<(), Failure> {
    let note = folder.join(PINS);
    if fs::read_to_string(&note).is_ok_and(|found| found == pins) {
        return Ok(());
    }
    clear(folder)?;
    fill()?;
    // Last: an unfinished folder has no note.
    write(&note, pins)
}

/// Empties `folder`: what an unfinished or older set-up left cannot be trusted.
pub(crate) fn clear(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(failure(folder, &error));
        }
        _ => {}
    }
    fs::create_dir_all(folder).map_err(|error| failure(folder, &error))
}

/// Copies one file, with its name, into `folder`.
pub(crate) fn copy(file: &Path, folder: &Path) -> Result<(), Failure> {
    let name = file.file_name().unwrap_or_default();
    copy_as(file, &folder.join(name))
}

/// Copies one file to a path of another name.
pub(crate) fn copy_as(file: &Path, copy: &Path) -> Result<(), Failure> {
    fs::copy(file, copy)
        .map(|_bytes| ())
        .map_err(|error| failure(file, &error))
}

/// Writes one file.
pub(crate) fn write(file: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
    fs::write(file, bytes).map_err(|error| failure(file, &error))
}

/// Lists the files of a folder itself, in the order of their names.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .map_err(|error| failure(folder, &error))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    Ok(files)
}

/// The size of a file in bytes.
pub(crate) fn size(file: &Path) -> Result<u64, Failure> {
    fs::metadata(file)
        .map(|metadata| metadata.len())
        .map_err(|error| failure(file, &error))
}

/// Gives a file a second name.
pub(crate) fn link(file: &Path, second_name: &Path) -> Result<(), Failure> {
    fs::hard_link(file, second_name).map_err(|error| failure(file, &error))
}

/// Reads a text file.
pub(crate) fn read(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file).map_err(|error| failure(file, &error))
}

/// What to say when the file system refuses.
pub(crate) fn failure(path: &Path, error: &io::Error) -> Failure {
    Failure::new(
        format!("{}: {error}", path.display()),
        "check the disk and who owns the folder",
    )
}

/// The file, in a folder that was set up, that holds the pins themselves.
const PINS: &str = ".pins";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_is_filled_once_for_the_same_pins() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().join("client");
        for (pins, is_filled) in [("a==1", true), ("a==1", false), ("a==2", true)] {
            let mut was_filled = false;
            let filled = set_up(&folder, pins, || {
                was_filled = true;
                Ok(())
            });
            filled.unwrap();
            assert_eq!(was_filled, is_filled, "{pins}");
        }
    }

    #[test]
    fn folder_that_could_not_be_filled_is_filled_anew() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().join("client");
        let left = folder.join("half a file");
        let interrupted = set_up(&folder, "a==1", || {
            write(&left, "")?;
            Err(Failure::new("interrupted", ""))
        });
        interrupted.unwrap_err();
        set_up(&folder, "a==1", || Ok(())).unwrap();
        assert!(!left.exists());
    }
}
