//! How far the clock has been moved: a number of seconds in a file, which other processes read and write too.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::private_file;

/// Variable with the path of the file.
pub(crate) const CLOCK_VARIABLE: &str = "PATLESS_EMULATOR_CLOCK";

/// How many seconds the clock is moved at a time.
pub(crate) const STEP_S: u64 = 60;
/// How long each step takes, so that whatever looks at the clock can act.
pub(crate) const PAUSE: Duration = Duration::from_millis(25);

/// File that says how far the clock has been moved.
pub(crate) struct Moved {
    file: PathBuf,
}

impl Moved {
    /// Creates the file, for a clock that has not been moved.
    pub(crate) fn create(file: PathBuf) -> io::Result<Self> {
        write(&file, 0)?;
        Ok(Self { file })
    }

    /// Returns the path of the file.
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    /// Returns how far the clock has been moved. 0 if the file cannot be read.
    pub(crate) fn seconds(&self) -> i64 {
        let seconds = read(&self.file).unwrap_or_default();
        i64::try_from(seconds).unwrap_or_default()
    }

    /// Moves the clock at once.
    pub(crate) fn move_to(&self, by: Duration) -> io::Result<()> {
        write(&self.file, by.as_secs())
    }
}

/// Moves the clock of a file by whole seconds, in steps of [`STEP_S`] with a [`PAUSE`] after each.
///
/// Those who do this at the same time move it as far as the longest of them, as if they had all slept.
pub(crate) fn forward(file: &Path, by: Duration) -> io::Result<()> {
    let end = read(file)?.saturating_add(by.as_secs());
    loop {
        let moved = read(file)?;
        if moved >= end {
            return Ok(());
        }
        write(file, end.min(moved + STEP_S))?;
        thread::sleep(PAUSE);
    }
}

/// Reads the number.
fn read(file: &Path) -> io::Result<u64> {
    let text = fs::read_to_string(file)?;
    text.trim().parse().map_err(io::Error::other)
}

/// Replaces the number. Whoever reads the file at the same time gets the one before, or this one. A script needs the
/// line break at its end.
fn write(file: &Path, seconds: u64) -> io::Result<()> {
    private_file::write(file, format!("{seconds}\n").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn clock_is_moved_by_as_much_as_was_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let moved = Moved::create(folder.path().join("clock")).unwrap();
        assert_eq!(moved.seconds(), 0);
        forward(moved.file(), Duration::from_secs(130)).unwrap();
        assert_eq!(moved.seconds(), 130);
        forward(moved.file(), Duration::from_secs(60)).unwrap();
        assert_eq!(moved.seconds(), 190);
        moved.move_to(Duration::from_secs(7200)).unwrap();
        let ahead = Clock::ahead_by(moved.seconds()).now_s() - Clock::ahead_by(0).now_s();
        assert!((7200..7205).contains(&ahead));
    }

    #[test]
    fn clock_whose_file_is_gone_is_not_moved() {
        let folder = tempfile::tempdir().unwrap();
        let moved = Moved::create(folder.path().join("clock")).unwrap();
        fs::remove_file(moved.file()).unwrap();
        assert_eq!(moved.seconds(), 0);
        assert!(forward(moved.file(), Duration::from_secs(1)).is_err());
    }
}
