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

    /// Reads the one of a folder. Empty where there is none.
    pub(crate) fn read(folder: &Path) -> String {
        let mut text = Vec::new();
        // Where it cannot be read, nothing can be told.
        let _ = File::open(folder.join(NAME))
            .and_then(|file| file.take(LIMIT_BYTES as u64).read_to_end(&mut text));
        String::from_utf8_lossy(&text).into_owned()
    }
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
