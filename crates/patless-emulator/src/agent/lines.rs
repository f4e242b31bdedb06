//! Splitter of bytes into lines, which works like .NET's `StreamReader.ReadLine`.

/// Splitter that keeps the unfinished line between reads.
#[derive(Debug, Default)]
pub(super) struct LineSplitter {
    /// The line so far.
    pending: Vec<u8>,
    /// Whether the last byte was CR. A following LF belongs to it.
    after_return: bool,
}

impl LineSplitter {
    /// Adds bytes, and returns the lines that they complete. Invalid UTF-8 becomes U+FFFD.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Vec<String> {
        let mut lines = Vec::new();
        for &byte in bytes {
            match byte {
                b'\n' if self.after_return => self.after_return = false,
                b'\n' | b'\r' => {
                    lines.push(self.take());
                    self.after_return = byte == b'\r';
                }
                _ => {
                    self.after_return = false;
                    self.pending.push(byte);
                }
            }
        }
        lines
    }

    /// Returns the last line if it has no line ending.
    pub(super) fn finish(mut self) -> Option<String> {
        (!self.pending.is_empty()).then(|| self.take())
    }

    /// Takes the line so far.
    fn take(&mut self) -> String {
        let line = String::from_utf8_lossy(&self.pending).into_owned();
        self.pending.clear();
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_split_wherever_the_reads_are_split() {
        let text = "a\rb\r\nc\n\nd\u{2028}e".as_bytes();
        for cut in 0..=text.len() {
            let mut splitter = LineSplitter::default();
            let mut lines = splitter.push(&text[..cut]);
            lines.extend(splitter.push(&text[cut..]));
            lines.extend(splitter.finish());
            assert_eq!(lines, ["a", "b", "c", "", "d\u{2028}e"], "cut at {cut}");
        }
    }

    #[test]
    fn line_ending_at_the_end_starts_no_other_line() {
        let mut splitter = LineSplitter::default();
        assert_eq!(splitter.push(b"a\n\xff\n"), ["a", "\u{fffd}"]);
        assert_eq!(splitter.finish(), None);
    }
}
