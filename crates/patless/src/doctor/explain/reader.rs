//! Reads a text of any length, in UTF-8 or UTF-16, and keeps an excerpt of it.

use std::borrow::Cow;
use std::io::{self, Read};

use patless_catalogue::Excerpt;

/// Reads to the end.
pub(super) fn read(mut input: impl Read) -> io::Result<Excerpt> {
    let mut beginning = Vec::new();
    input
        .by_ref()
        .take(BEGINNING_BYTES)
        .read_to_end(&mut beginning)?;
    let mut decoder = Decoder::of(&beginning);
    let mut excerpt = Excerpt::default();
    excerpt.add(&decoder.decode(&beginning));
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        match input.read(&mut chunk) {
            Ok(0) => break,
            Ok(count) => excerpt.add(&decoder.decode(&chunk[..count])),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    excerpt.finish();
    Ok(excerpt)
}

/// Converts the pieces of a text to UTF-8.
struct Decoder {
    encoding: Encoding,
    /// The beginning of a character that ends in the next piece.
    torn: Vec<u8>,
}

/// A character encoding.
enum Encoding {
    Utf8,
    Utf16(fn([u8; 2]) -> u16),
}

impl Decoder {
    /// Detects the encoding by the byte order mark, or by the position of zero bytes. PowerShell writes files in UTF-16.
    fn of(beginning: &[u8]) -> Self {
        let units = beginning.chunks_exact(2);
        let zeros = |half: usize| units.clone().filter(|unit| unit[half] == 0).count();
        // An error's text is mostly ASCII, of which one half of each unit is zero and the other is not. A program that printed
        // zeros into a text of UTF-8 does not make it another one.
        let most =
            |zero: usize| 2 * zeros(zero) > units.len() && 20 * zeros(1 - zero) < units.len();
        let encoding = match beginning {
            [0xff, 0xfe, ..] => Encoding::Utf16(u16::from_le_bytes),
            [0xfe, 0xff, ..] => Encoding::Utf16(u16::from_be_bytes),
            _ if most(1) => Encoding::Utf16(u16::from_le_bytes),
            _ if most(0) => Encoding::Utf16(u16::from_be_bytes),
            _ => Encoding::Utf8,
        };
        Self {
            encoding,
            torn: Vec::new(),
        }
    }

    fn decode<'p>(&mut self, piece: &'p [u8]) -> Cow<'p, [u8]> {
        let Encoding::Utf16(unit) = self.encoding else {
            return Cow::Borrowed(piece);
        };
        self.torn.extend_from_slice(piece);
        let units = self.torn.chunks_exact(2);
        let mut units: Vec<_> = units.map(|pair| unit([pair[0], pair[1]])).collect();
        // The second half of a character may come with the next piece.
        let is_torn = units
            .last()
            .is_some_and(|last| (0xd800..0xdc00).contains(last));
        units.truncate(units.len() - usize::from(is_torn));
        self.torn.drain(..2 * units.len());
        let text: String = char::decode_utf16(units)
            .map(|read| read.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        Cow::Owned(text.into_bytes())
    }
}

/// How much of the text decides which encoding it has.
const BEGINNING_BYTES: u64 = 4 * 1024;

const CHUNK_BYTES: usize = 64 * 1024;

#[cfg(test)]
mod tests {
    use patless_catalogue::explain_excerpt;

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

    /// The subject that is read from the text: it holds a letter of two bytes, and one of two units of UTF-16.
    fn subject(bytes: &[u8]) -> Option<String> {
        let excerpt = read(Slowly(bytes)).unwrap();
        let explanation = explain_excerpt(&excerpt)?;
        let mut values = explanation.values.iter();
        values
            .find(|(field, _)| field.key() == "subject")
            .map(|(_, value)| value.to_owned())
    }

    fn encoded(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    const TEXT: &str =
        "AADSTS700213: presented assertion subject 'sc://acme/Größe𐐷/web'. Check it\r\n";

    const SUBJECT: &str = "sc://acme/Größe𐐷/web";

    #[test]
    fn utf_8_is_read_with_and_without_a_byte_order_mark() {
        for mark in ["", "\u{feff}"] {
            let text = format!("{mark}{TEXT}");
            assert_eq!(subject(text.as_bytes()).as_deref(), Some(SUBJECT));
        }
        assert!(read(Slowly(b"")).unwrap().is_empty());
    }

    #[test]
    fn utf_16_is_read_with_and_without_a_byte_order_mark() {
        for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            for mark in ["", "\u{feff}"] {
                // What came last may be torn.
                let mut bytes = encoded(&format!("{mark}{TEXT}"), bytes);
                bytes.push(0);
                assert_eq!(subject(&bytes).as_deref(), Some(SUBJECT));
            }
        }
    }

    #[test]
    fn zeros_in_a_text_of_utf_8_do_not_change_its_encoding() {
        let zeros = "\0".repeat(3_000);
        assert_eq!(
            subject(format!("{zeros}\n{TEXT}").as_bytes()).as_deref(),
            Some(SUBJECT)
        );
    }

    #[test]
    fn an_error_in_a_long_log_in_utf_16_is_found() {
        let noise = "größer than before\n".repeat(100_000);
        let log = format!("\u{feff}{noise}{TEXT}{noise}");
        assert_eq!(
            subject(&encoded(&log, u16::to_le_bytes)).as_deref(),
            Some(SUBJECT)
        );
    }
}
