//! Ways in which a server may write what it repeats.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

/// Way in which a server writes a piece of what it got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "a test plays each of them")]
pub enum Obfuscation {
    /// As it is.
    None,
    /// In capitals.
    Uppercase,
    /// From the end to the beginning.
    Reversed,
    /// With a space behind each character.
    Spaced,
    /// Each byte as a percent escape.
    Percent,
    /// Each byte as an escape of JSON within JSON.
    Json,
    /// Each byte as a reference of HTML.
    Html,
    /// As two hexadecimal digits each.
    Hexadecimal,
    /// As base64url.
    Base64,
    /// As base64 of base64.
    DoubleBase64,
    /// As base64 of UTF-16.
    Base64OfUtf16,
}

impl Obfuscation {
    /// Every disguise.
    pub const ALL: [Self; 11] = [
        Self::None,
        Self::Uppercase,
        Self::Reversed,
        Self::Spaced,
        Self::Percent,
        Self::Json,
        Self::Html,
        Self::Hexadecimal,
        Self::Base64,
        Self::DoubleBase64,
        Self::Base64OfUtf16,
    ];

    /// Writes a piece in this way.
    pub fn write(self, piece: &str) -> String {
        let each = |write: fn(u8) -> String| piece.bytes().map(write).collect();
        match self {
            Self::None => piece.to_owned(),
            Self::Uppercase => piece.to_uppercase(),
            Self::Reversed => piece.chars().rev().collect(),
            Self::Spaced => each(|byte| format!("{} ", char::from(byte))),
            Self::Percent => each(|byte| format!("%{byte:02X}")),
            Self::Json => each(|byte| format!("\\u{byte:04x}")),
            Self::Html => each(|byte| format!("&#{byte};")),
            Self::Hexadecimal => each(|byte| format!("{byte:02x}")),
            Self::Base64 => URL_SAFE_NO_PAD.encode(piece),
            Self::DoubleBase64 => STANDARD.encode(STANDARD.encode(piece)),
            Self::Base64OfUtf16 => {
                let units = piece.encode_utf16().flat_map(u16::to_le_bytes);
                STANDARD.encode(units.collect::<Vec<_>>())
            }
        }
    }
}
