//! Obfuscations: ways in which a server may encode what it repeats from a request.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

/// Way in which a server encodes a piece of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "a test plays each of them")]
pub enum Obfuscation {
    /// Unchanged.
    None,
    /// In upper case.
    Uppercase,
    /// Reversed.
    Reversed,
    /// With a space after each character.
    Spaced,
    /// Each byte as a percent-encoded triplet.
    Percent,
    /// Each byte as a JSON escape, inside a JSON string.
    Json,
    /// Each byte as an HTML character reference.
    Html,
    /// Each byte as two hexadecimal digits.
    Hexadecimal,
    /// As base64url.
    Base64,
    /// As base64 of base64.
    DoubleBase64,
    /// As base64 of UTF-16.
    Base64OfUtf16,
}

impl Obfuscation {
    /// All obfuscations.
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

    /// Obfuscates a piece.
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
