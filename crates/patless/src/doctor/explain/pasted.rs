//! Reads a pasted text: only the end of a long one, in UTF-8 or UTF-16.

use std::io::{self, Read};

/// A text as received.
#[derive(Default)]
pub(super) struct Pasted {
    /// The first bytes: they may say which encoding it is.
    beginning: Vec<u8>,
    /// The last bytes, in whole code units of UTF-16.
    end: Vec<u8>,
}

impl Pasted {
    /// Reads a text to its end and keeps its last part: in a log, the error is there.
    pub(super) fn read(mut input: impl Read) -> io::Result<Self> {
        let (mut pasted, mut chunk) = (Self::default(), vec![0; CHUNK_BYTES]);
        loop {
            let count = match input.read(&mut chunk) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            pasted.keep(&chunk[..count]);
        }
        pasted.shorten();
        Ok(pasted)
    }

    fn keep(&mut self, chunk: &[u8]) {
        let missing = MARK_BYTES.saturating_sub(self.beginning.len());
        self.beginning.extend(chunk.iter().take(missing));
        self.end.extend_from_slice(chunk);
        // Not each time: shortening moves what remains.
        if self.end.len() > 2 * LIMIT_BYTES {
            self.shorten();
        }
    }

    fn shorten(&mut self) {
        let surplus = self.end.len().saturating_sub(LIMIT_BYTES);
        // Two at a time, so that no code unit is torn.
        self.end.drain(..surplus.next_multiple_of(2));
    }

    /// Decodes the text. Invalid sequences become U+FFFD.
    pub(super) fn into_text(self) -> String {
        let text = match self.encoding() {
            Encoding::Utf8 => String::from_utf8_lossy(&self.end).into_owned(),
            Encoding::Utf16Le => utf16(&self.end, u16::from_le_bytes),
            Encoding::Utf16Be => utf16(&self.end, u16::from_be_bytes),
        };
        text.trim_start_matches('\u{feff}').to_owned()
    }

    /// Detects the encoding by the byte order mark, or by the position of zero bytes. PowerShell writes files in UTF-16.
    fn encoding(&self) -> Encoding {
        match self.beginning.as_slice() {
            [0xff, 0xfe] => return Encoding::Utf16Le,
            [0xfe, 0xff] => return Encoding::Utf16Be,
            _ => {}
        }
        let units = || self.end.chunks_exact(2);
        let high = units().filter(|unit| unit[0] == 0).count();
        let low = units().filter(|unit| unit[1] == 0).count();
        // An error's text is mostly ASCII; UTF-8 holds no zero.
        let most = units().len() / 2;
        match () {
            () if low > most => Encoding::Utf16Le,
            () if high > most => Encoding::Utf16Be,
            () => Encoding::Utf8,
        }
    }
}

/// A character encoding.
enum Encoding {
    Utf8,
    Utf16Be,
    Utf16Le,
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|read| read.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// The most that is kept: the catalogue reads no more.
const LIMIT_BYTES: usize = 1024 * 1024;

const CHUNK_BYTES: usize = 64 * 1024;

/// The length of a byte order mark of UTF-16.
const MARK_BYTES: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out a few bytes at a time, as a pipe may.
    struct Slowly<'a>(&'a [u8]);

    impl Read for Slowly<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(7).min(buffer.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn read(bytes: &[u8]) -> String {
        Pasted::read(Slowly(bytes)).unwrap().into_text()
    }

    fn encoded(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    const TEXT: &str = "AADSTS700016: \u{201c}Größe\u{201d}\r\nthe end";

    #[test]
    fn utf_16_is_read_with_and_without_a_byte_order_mark() {
        for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            assert_eq!(read(&encoded(TEXT, bytes)), TEXT);
            assert_eq!(read(&encoded(&format!("\u{feff}{TEXT}"), bytes)), TEXT);
        }
    }

    #[test]
    fn utf_8_is_read_with_and_without_a_byte_order_mark() {
        assert_eq!(read(TEXT.as_bytes()), TEXT);
        assert_eq!(read(format!("\u{feff}{TEXT}").as_bytes()), TEXT);
        assert_eq!(
            read(b"AADSTS70021: Gr\xf6\xdfe"),
            "AADSTS70021: Gr\u{fffd}\u{fffd}e"
        );
        assert_eq!(read(b""), "");
    }

    #[test]
    fn the_end_of_a_long_log_is_kept() {
        let log = format!("{}{TEXT}", "x".repeat(2 * LIMIT_BYTES + 1));
        let kept = Pasted::read(log.as_bytes()).unwrap().into_text();
        assert!(kept.len() <= LIMIT_BYTES && kept.ends_with(TEXT));
    }

    #[test]
    fn the_end_of_a_long_log_in_utf_16_is_kept_in_whole_characters() {
        let log = format!("\u{feff}{}{TEXT}", "ö".repeat(LIMIT_BYTES));
        for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            let mut encoded = encoded(&log, bytes);
            // What came last may be torn.
            encoded.push(0);
            let kept = Pasted::read(encoded.as_slice()).unwrap().into_text();
            assert!(kept.starts_with('ö') && kept.ends_with(TEXT));
        }
    }
}
