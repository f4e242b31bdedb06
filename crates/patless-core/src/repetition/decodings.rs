//! Owns what a view may stand for: the bytes of its base64 or hexadecimal.
//!
//! Where an encoded text begins is not known. So it is read from each place at which it could, and all that is no digit of
//! the encoding is passed over, line breaks and padding among it.

use super::view::View;

/// From how many places base64 may be read: four digits are three bytes.
pub(super) const BASE64_PHASES: usize = 4;

/// From how many places hexadecimal may be read.
pub(super) const HEX_PHASES: usize = 2;

/// Reads base64 and base64url (RFC 4648 §4, §5) from the digit `phase`.
pub(super) fn base64(view: &View, phase: usize) -> View {
    let digits = view
        .iter()
        .filter_map(|it| Some((u32::from(base64_digit(it.byte)?), *it)));
    let mut decoded = View::with_capacity(view.len() * 3 / 4 + 1);
    let (mut bits, mut count) = (0_u32, 0);
    let mut previous = None;
    for (digit, character) in digits.skip(phase) {
        bits = (bits << 6) | digit;
        count += 6;
        if count >= 8 {
            count -= 8;
            let [.., byte] = (bits >> count).to_be_bytes();
            decoded.push(previous.unwrap_or(character).up_to(character, byte));
        }
        previous = Some(character);
    }
    decoded
}

fn base64_digit(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

/// Reads hexadecimal from the digit `phase`. The zero of `0x` is none of its digits.
pub(super) fn hexadecimal(view: &View, phase: usize) -> View {
    let is_prefix = |place: usize| {
        view[place].byte == b'0' && view.get(place + 1).is_some_and(|it| it.byte | 0x20 == b'x')
    };
    let digits = view.iter().enumerate().filter_map(|(place, it)| {
        let digit = hex_digit(it.byte)?;
        (!is_prefix(place)).then_some((digit, *it))
    });
    let mut decoded = View::with_capacity(view.len() / 2 + 1);
    let mut upper = None;
    for (digit, character) in digits.skip(phase) {
        upper = match upper {
            None => Some((digit, character)),
            Some((high, first)) => {
                decoded.push(first.up_to(character, high << 4 | digit));
                None
            }
        };
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
