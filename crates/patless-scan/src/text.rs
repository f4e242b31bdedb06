//! Makes text of a file's bytes, at the same offsets wherever it can.

use std::borrow::Cow;

use memchr::memchr;

/// What a file's bytes are.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Decoded<'b> {
    /// UTF-8: offsets in the text are offsets in the file, and the file can be edited.
    Utf8(&'b str),
    /// Other text: UTF-16, or UTF-8 with bytes that are none. It is read, and never edited.
    Other(String),
    /// No text.
    Binary,
}

/// So much of a file is looked at for zero bytes, as Git does.
const LOOKED_AT: usize = 8_000;

/// Decodes the bytes of a file.
pub(crate) fn decode(bytes: &[u8]) -> Decoded<'_> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => Decoded::Other(utf16(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => Decoded::Other(utf16(rest, u16::from_be_bytes)),
        _ if memchr(0, bytes.get(..LOOKED_AT).unwrap_or(bytes)).is_some() => Decoded::Binary,
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Decoded::Utf8(text),
            Err(_) => Decoded::Other(ascii_kept(bytes)),
        },
    }
}

impl Decoded<'_> {
    /// Returns the text. `None`: there is none.
    pub(crate) fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Utf8(text) => Some(Cow::Borrowed(text)),
            Self::Other(text) => Some(Cow::Borrowed(text)),
            Self::Binary => None,
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|decoded| decoded.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// Keeps ASCII and the place of every byte. Letters of old code pages become question marks.
fn ascii_kept(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|byte| {
            if byte.is_ascii() {
                char::from(*byte)
            } else {
                '?'
            }
        })
        .collect()
}
