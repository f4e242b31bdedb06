//! Keeps folders that are set up from pins, and remembers the pins, so that a second run does nothing.
//!
//! Pins are any text: the files that name versions, and the source of the code that sets the folder up.

use std::{
    io,
    path::{Path, PathBuf},
};

use fs_err as fs;

use crate::failure::Failure;

/// Empties `folder` and has `fill` fill it; does nothing where that was done with exactly these pins.
pub fn set_up(
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
    Ok(fs::write(note, pins)?)
}

/// Empties `folder`: what an unfinished or older set-up left cannot be trusted.
pub fn clear(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(fs::create_dir_all(folder)?),
    }
}

/// Copies one file, with its name, into `folder`.
pub fn copy(file: &Path, folder: &Path) -> Result<(), Failure> {
    let name = file.file_name().unwrap_or_default();
    fs::copy(file, folder.join(name))?;
    Ok(())
}

/// Lists the files of a folder itself, in the order of their names.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut files: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    Ok(files)
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
            fs::write(&left, "")?;
            Err(Failure::new("interrupted", ""))
        });
        interrupted.unwrap_err();
        set_up(&folder, "a==1", || Ok(())).unwrap();
        assert!(!left.exists());
    }
}
