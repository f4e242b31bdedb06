//! What the keeper has to say, in a file of its private folder: the post-job stage puts it into the log of the job.

use std::fs::File;
use std::io::{self, Read as _, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The file. A clone writes into the same one.
#[derive(Clone, Debug)]
pub(crate) struct Diary {
    file: Arc<File>,
    written: Arc<AtomicUsize>,
}

/// The most that is written, in bytes: a day of refusals must not fill the disk.
const LIMIT_BYTES: usize = 64 * 1024;
const NAME: &str = "diary";

impl Diary {
    /// Begins one.
    pub(crate) fn begin(folder: &Path) -> io::Result<Self> {
        let mut options = std::fs::OpenOptions::new();
        options.append(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Self {
            file: Arc::new(options.open(folder.join(NAME))?),
            written: Arc::default(),
        })
    }

    /// Reads the one of a folder. Empty where there is none, and where another user, a link or a pipe has taken its place.
    pub(crate) fn read(folder: &Path) -> String {
        let mut text = Vec::new();
        let path = folder.join(NAME);
        let is_file = path.symlink_metadata().is_ok_and(|it| it.is_file());
        if !is_file || !is_private(folder) {
            return String::new();
        }
        // Where it cannot be read, nothing can be told.
        let _ =
            File::open(path).and_then(|file| file.take(LIMIT_BYTES as u64).read_to_end(&mut text));
        String::from_utf8_lossy(&text).into_owned()
    }
}

/// Whether nobody but this user can have put anything into a folder.
#[cfg(unix)]
fn is_private(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let own = rustix::process::geteuid().as_raw();
    folder.symlink_metadata().is_ok_and(|it| {
        let others_may_enter = it.mode() & 0o077 != 0;
        it.is_dir() && it.uid() == own && !others_may_enter
    })
}

#[cfg(not(unix))]
fn is_private(folder: &Path) -> bool {
    folder.symlink_metadata().is_ok_and(|it| it.is_dir())
}

impl Write for Diary {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let before = self.written.fetch_add(bytes.len(), Ordering::Relaxed);
        if before + bytes.len() <= LIMIT_BYTES {
            (&*self.file).write_all(bytes)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn what_stands_in_the_place_of_a_diary_is_not_read() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("keeper");
        std::fs::create_dir(&folder).unwrap();
        set_permissions(&folder, Permissions::from_mode(0o700)).unwrap();
        writeln!(Diary::begin(&folder).unwrap(), "a line").unwrap();
        assert_eq!(Diary::read(&folder), "a line\n");
        let link = place.path().join("link");
        symlink(&folder, &link).unwrap();
        assert_eq!(Diary::read(&link), "");
        set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
        assert_eq!(Diary::read(&folder), "");
        set_permissions(&folder, Permissions::from_mode(0o700)).unwrap();
        let file = folder.join(NAME);
        std::fs::remove_file(&file).unwrap();
        let other = place.path().join("other");
        std::fs::write(&other, "of somebody else").unwrap();
        symlink(&other, &file).unwrap();
        assert_eq!(Diary::read(&folder), "");
        std::fs::remove_file(&file).unwrap();
        // Nobody writes into it: whoever opens it waits.
        let pipe = std::process::Command::new("mkfifo").arg(&file).status();
        assert!(pipe.unwrap().success());
        assert_eq!(Diary::read(&folder), "");
    }
}
