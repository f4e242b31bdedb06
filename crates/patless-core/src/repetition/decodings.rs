//! Decodes the base64 and hexadecimal in a view.
//!
//! The start of an encoded text is not known. So it is decoded from every possible start, and everything that is not a digit
//! of the encoding is skipped, including line breaks and padding.

use super::view::{Character, View};

/// Reads base64 and base64url (RFC 4648 §4, §5) from each of the four places at which a group of digits may begin.
///
/// Only what holds `least` bytes is read.
pub(super) fn base64(view: &View, least: usize) -> impl Iterator<Item = View> {
    let digits = view.filtered(|byte, _| base64_digit(byte).is_some());
    let is_enough = digits.len() * 6 >= least * 8;
    let phases = if is_enough { 0..4 } else { 0..0 };
    phases.map(move |phase| base64_from(&digits, phase))
}

fn base64_from(digits: &View, phase: usize) -> View {
    let mut decoded = View::with_capacity(digits.len().saturating_sub(phase) * 3 / 4);
    let (mut bits, mut count) = (0_u32, 0);
    let mut previous = Character::default();
    for &character in digits.iter().skip(phase) {
        bits = (bits << 6) | u32::from(base64_digit(character.byte).unwrap_or_default());
        count += 6;
        if count >= 8 {
            count -= 8;
            let [.., byte] = (bits >> count).to_be_bytes();
            decoded.push(previous.up_to(character, byte));
        }
        previous = character;
    }
    decoded
}

/// The value of a digit of base64 or base64url.
fn base64_digit(byte: u8) -> Option<u8> {
    let value = BASE64_VALUES[usize::from(byte)];
    (value < 64).then_some(value)
}

/// The value of each byte as a digit. 64: it is none.
const BASE64_VALUES: [u8; 256] = {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut values = [64; 256];
    let mut value = 0;
    while value < 64 {
        values[alphabet[value as usize] as usize] = value;
        value += 1;
    }
    values[b'-' as usize] = 62;
    values[b'_' as usize] = 63;
    values
};

/// Reads hexadecimal from each of the two places at which a pair of digits may begin.
///
/// Only what holds `least` bytes is read. The zero of `0x` is none of the digits.
pub(super) fn hexadecimal(view: &View, least: usize) -> impl Iterator<Item = View> {
    let digits = view
        .filtered(|byte, next| hex_digit(byte).is_some() && !(byte == b'0' && next | 0x20 == b'x'));
    let is_enough = digits.len() >= least * 2;
    let phases = if is_enough { 0..2 } else { 0..0 };
    phases.map(move |phase| hexadecimal_from(&digits, phase))
}

fn hexadecimal_from(digits: &View, phase: usize) -> View {
    let value = |it: Character| hex_digit(it.byte).unwrap_or_default();
    let (pairs, _) = digits.get(phase..).unwrap_or_default().as_chunks();
    let mut decoded = View::with_capacity(pairs.len());
    for &[high, low] in pairs {
        decoded.push(high.up_to(low, value(high) << 4 | value(low)));
    }
    decoded
}

/// The value of a hexadecimal digit, in either case.
pub(super) fn hex_digit(byte: u8) -> Option<u8> {
    Some(match byte {
        b'0'..=b'9' => byte - b'0',
        b'a'..=b'f' => byte - b'a' + 10,
        b'A'..=b'F' => byte - b'A' + 10,
        _ => return None,
    })
}
