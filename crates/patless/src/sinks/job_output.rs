//! The stream that the agent reads, shared by everything that writes to it.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// The stream that the agent reads. A clone is the same stream.
#[derive(Debug)]
pub(crate) struct JobOutput<W>(Arc<Mutex<W>>);

impl<W: Write> JobOutput<W> {
    /// Takes the stream.
    pub(crate) fn new(stream: W) -> Self {
        Self(Arc::new(Mutex::new(stream)))
    }
}

impl<W> Clone for JobOutput<W> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<W: Write> Write for JobOutput<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .write(bytes)
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .flush()
    }
}
