//! A stream that gets each line with a call of its own.

use std::io::{self, Write};

/// Writes each line with one call.
///
/// A script's two streams meet in the task that started it, which passes on what it has read: what was written with one call
/// is never parted by text of the other stream. A mask that is parted would be printed.
#[derive(Debug)]
pub(crate) struct LineByLine<W>(pub(crate) W);

impl<W: Write> Write for LineByLine<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for line in bytes.split_inclusive(|&byte| byte == b'\n') {
            self.0.write_all(line)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
