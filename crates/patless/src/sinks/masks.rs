//! The forms in which a secret may be printed. The agent must be given each of them to mask.
//!
//! For a secret that a running step registers, the agent masks the text itself, JSON-escaped, URI-escaped and
//! backslash-unescaped, and nothing else. Basic authentication, the most common way to use a token, prints the base64
//! of *something and* the token.

use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use base64::engine::{Engine, GeneralPurpose};
use zeroize::Zeroizing;

use patless_core::Wiped;

/// The texts to register for a secret, itself first, none twice.
///
/// - the secret, however short;
/// - base64 and base64url of it, at each of the three alignments: whatever stands before or after it in the encoded
///   text, the characters that depend on the secret alone are always one of these three;
/// - base64 of each of these, again at each alignment: a Kubernetes secret holds a file that holds base64;
/// - base64 of it in UTF-16, at each alignment, as PowerShell encodes texts;
/// - hexadecimal, in lower and upper case, and in upper case with hyphens, as .NET writes bytes;
/// - each of its parts between dots: a part of a JWT printed alone would be in clear, as masks never match a piece;
/// - where any of these holds such characters, its forms with the escapes of URIs and JSON that the agent does not know.
///
/// A derived form shorter than [`SHORTEST_DERIVED_MASK`] is left out: it would mask innocent text all over the log.
pub fn masks(secret: &str) -> Vec<Wiped> {
    let mut masks = vec![Wiped::new(secret.to_owned())];
    add_escaped(&mut masks, secret);
    for part in secret.split('.') {
        add(&mut masks, Wiped::new(part.to_owned()));
        add_escaped(&mut masks, part);
    }
    let once = base64(secret.as_bytes());
    let twice: Vec<_> = once
        .iter()
        .flat_map(|it| base64(it.text.as_bytes()))
        .collect();
    let utf16 = base64(&utf16(secret));
    for Base64 { text, alphabet } in once.into_iter().chain(twice).chain(utf16) {
        match alphabet {
            Alphabet::Standard => add_escaped(&mut masks, &text),
            // No tool escapes its characters.
            Alphabet::Urls => {}
        }
        add(&mut masks, text);
    }
    add(&mut masks, hexadecimal(secret, b"0123456789abcdef", b""));
    add(&mut masks, hexadecimal(secret, b"0123456789ABCDEF", b""));
    add(&mut masks, hexadecimal(secret, b"0123456789ABCDEF", b"-"));
    masks
}

/// The least length of a derived form that is registered, in characters.
///
/// The parts of a token that are shorter carry no secret worth the name; the agent itself lets administrators ignore
/// secrets of up to six.
pub const SHORTEST_DERIVED_MASK: usize = 8;

fn add(masks: &mut Vec<Wiped>, form: Wiped) {
    if form.len() >= SHORTEST_DERIVED_MASK && !masks.contains(&form) {
        masks.push(form);
    }
}

/// Adds the escapes as common programs write them and the agent does not expect them: it knows RFC 3986 in upper case, and
/// JSON with nothing escaped that need not be.
fn add_escaped(masks: &mut Vec<Wiped>, text: &str) {
    if text.bytes().all(is_unreserved) {
        return;
    }
    let for_html = |byte| matches!(byte, b'+' | b'&' | b'<' | b'>' | b'\'');
    // JavaScript's encodeURIComponent leaves five signs as they are.
    let is_left = |byte| matches!(byte, b'!' | b'\'' | b'(' | b')' | b'*');
    let forms = [
        escaped(
            text,
            |byte| !is_unreserved(byte),
            |byte| format!("%{byte:02x}"),
        ),
        escaped(
            text,
            |byte| !is_unreserved(byte) && !is_left(byte),
            |byte| format!("%{byte:02X}"),
        ),
        escaped(text, |byte| byte == b'/', |_| "\\/".to_owned()),
        escaped(text, for_html, |byte| format!("\\u{byte:04x}")),
        escaped(text, for_html, |byte| format!("\\u{byte:04X}")),
    ];
    for form in forms.into_iter().flatten() {
        add(masks, form);
    }
}

/// A text in base64.
struct Base64 {
    alphabet: Alphabet,
    text: Wiped,
}

enum Alphabet {
    /// RFC 4648 §4.
    Standard,
    /// RFC 4648 §5.
    Urls,
}

/// Encodes `bytes` behind none, one and two others, and keeps the characters that depend on them alone. In base64url,
/// and in base64 where that differs.
fn base64(bytes: &[u8]) -> Vec<Base64> {
    let mut behind_two = Zeroizing::new(Vec::with_capacity(2 + bytes.len()));
    behind_two.extend_from_slice(&[0, 0]);
    behind_two.extend_from_slice(bytes);
    let mut forms = Vec::with_capacity(6);
    for alignment in 0..3 {
        let bytes = &behind_two[2 - alignment..];
        let text = base64_core(&URL_SAFE_NO_PAD, bytes, alignment);
        let differs = [b'-', b'_'].iter().any(|it| text.as_bytes().contains(it));
        let alphabet = Alphabet::Urls;
        forms.push(Base64 { alphabet, text });
        if differs {
            let text = base64_core(&STANDARD_NO_PAD, bytes, alignment);
            let alphabet = Alphabet::Standard;
            forms.push(Base64 { alphabet, text });
        }
    }
    forms
}

/// Encodes `bytes`, and drops the characters that depend on the first `alignment` of them, or on what comes behind.
fn base64_core(engine: &GeneralPurpose, bytes: &[u8], alignment: usize) -> Wiped {
    let mut encoded = Wiped::new(engine.encode(bytes));
    // Six bits a character.
    encoded.truncate(bytes.len() * 8 / 6);
    let first = (alignment * 8).div_ceil(6).min(encoded.len());
    encoded.drain(..first);
    encoded
}

/// Writes `text` with some of its bytes escaped. `None` where it has none of them.
fn escaped(text: &str, which: impl Fn(u8) -> bool, escape: impl Fn(u8) -> String) -> Option<Wiped> {
    let count = text.bytes().filter(|&byte| which(byte)).count();
    if count == 0 {
        return None;
    }
    // Nothing is left behind by growing.
    let mut form = Wiped::new(String::with_capacity(text.len() + count * 5));
    for character in text.chars() {
        match u8::try_from(character) {
            Ok(byte) if byte.is_ascii() && which(byte) => form.push_str(&escape(byte)),
            _ => form.push(character),
        }
    }
    Some(form)
}

/// Writes each byte of `secret` as two digits, with a separator between two bytes.
fn hexadecimal(secret: &str, digits: &[u8; 16], separator: &[u8]) -> Wiped {
    let width = 2 + separator.len();
    let mut form = [&[0; 2], separator].concat().repeat(secret.len());
    for (byte, place) in secret.bytes().zip(form.chunks_exact_mut(width)) {
        place[0] = digits[usize::from(byte >> 4)];
        place[1] = digits[usize::from(byte & 0xf)];
    }
    form.truncate(form.len().saturating_sub(separator.len()));
    // Digits are UTF-8.
    Wiped::new(String::from_utf8(form).unwrap_or_default())
}

/// Writes `secret` in UTF-16, the low byte of each unit first.
fn utf16(secret: &str) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(secret.len() * 2));
    for unit in secret.encode_utf16() {
        bytes.extend_from_slice(&unit.to_le_bytes());
    }
    bytes
}

/// RFC 3986 §2.3.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(secret: &str, form: &str) -> bool {
        masks(secret)
            .iter()
            .any(|mask| form.contains(mask.as_str()))
    }

    const SECRET: &str = "sekret-part-one.sekret-part-two.sekret-part-three";

    #[test]
    fn the_secret_itself_is_the_first_mask() {
        assert_eq!(*masks(SECRET)[0], SECRET);
    }

    #[test]
    fn basic_authentication_is_covered_whatever_the_user_name() {
        for user in ["", "x", "ab", "abc", "WorkloadIdentityFederation"] {
            let plain = format!("{user}:{SECRET}");
            assert!(holds(SECRET, &STANDARD_NO_PAD.encode(&plain)), "{user}");
            assert!(
                holds(SECRET, &URL_SAFE_NO_PAD.encode(format!("{plain}\n"))),
                "{user}"
            );
        }
    }

    #[test]
    fn a_short_secret_is_masked_itself() {
        assert_eq!(
            masks("ab")
                .iter()
                .map(|mask| mask.as_str())
                .collect::<Vec<_>>(),
            ["ab"]
        );
    }

    #[test]
    fn base64_in_an_escaped_text_is_covered() {
        let secret = "sekret>>>???sekret>>>???";
        let encoded = STANDARD_NO_PAD.encode(secret);
        assert!(encoded.contains('/'), "{encoded}");
        assert!(holds(
            secret,
            &encoded.replace('+', "%2b").replace('/', "%2f")
        ));
        assert!(holds(secret, &encoded.replace('/', "\\/")));
    }

    #[test]
    fn base64_of_base64_is_covered_wherever_either_begins() {
        for (user, name) in [("", "a"), ("x", "ab"), ("ab", "abc")] {
            let auth = STANDARD_NO_PAD.encode(format!("{user}:{SECRET}"));
            let file = format!(r#"{{"{name}":{{"auth":"{auth}"}}}}"#);
            assert!(
                holds(SECRET, &STANDARD_NO_PAD.encode(&file)),
                "{user} {name}"
            );
            assert!(
                holds(SECRET, &URL_SAFE_NO_PAD.encode(&file)),
                "{user} {name}"
            );
        }
        let with_tildes = "sekret~~~>>>???~~~sekret~~~>>>???";
        let twice = URL_SAFE_NO_PAD.encode(URL_SAFE_NO_PAD.encode(with_tildes));
        assert!(holds(with_tildes, &twice));
    }

    #[test]
    fn base64_of_utf_16_is_covered_wherever_it_begins() {
        for text in [
            SECRET.to_owned(),
            format!("a{SECRET}"),
            format!("ab{SECRET}!"),
        ] {
            let units = text.encode_utf16().flat_map(u16::to_le_bytes);
            assert!(
                holds(SECRET, &STANDARD_NO_PAD.encode(units.collect::<Vec<_>>())),
                "{text}"
            );
        }
    }

    #[test]
    fn bytes_as_dot_net_writes_them_are_covered() {
        let bytes: Vec<_> = SECRET.bytes().map(|byte| format!("{byte:02X}")).collect();
        assert!(holds(SECRET, &bytes.join("-")));
    }

    #[test]
    fn hexadecimal_is_covered() {
        let hex: String = SECRET.bytes().map(|byte| format!("{byte:02x}")).collect();
        assert!(holds(SECRET, &hex) && holds(SECRET, &hex.to_uppercase()));
    }

    #[test]
    fn one_part_of_a_jwt_is_covered() {
        assert!(holds(SECRET, "payload: sekret-part-two!"));
    }

    #[test]
    fn escapes_that_the_agent_does_not_know_are_covered() {
        let secret = "sekret+with/slash=and&more";
        assert!(holds(secret, "sekret%2bwith%2fslash%3dand%26more"));
        assert!(holds("(sekret+sign)", "(sekret%2Bsign)"));
        assert!(holds(secret, r"sekret+with\/slash=and&more"));
        assert!(holds(secret, r"sekret\u002bwith/slash=and\u0026more"));
        assert!(holds(secret, r"sekret\u002Bwith/slash=and\u0026more"));
    }

    #[test]
    fn short_derived_forms_and_repetitions_are_left_out() {
        let masks = masks("e30.e30.sekret-signature");
        assert!(masks.iter().all(|mask| mask.len() >= SHORTEST_DERIVED_MASK));
        for (index, mask) in masks.iter().enumerate() {
            assert!(!masks[..index].contains(mask));
        }
    }
}
