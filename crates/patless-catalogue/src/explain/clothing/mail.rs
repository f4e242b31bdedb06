//! Decodes the encoding of mail.

use std::borrow::Cow;

/// Decodes quoted-printable (RFC 2045 §6.7): soft line breaks and `=3D`.
///
/// Only in a text that has both, because `=` at the end of a line may belong to Base64.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    let is_encoded = text.contains("=\n")
        && text
            .match_indices('=')
            .any(|(at, _)| byte(&text[at..]).is_some());
    if !is_encoded {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('=') {
        bytes.extend_from_slice(&rest.as_bytes()[..start]);
        rest = &rest[start..];
        if let Some(joined) = rest.strip_prefix("=\n") {
            rest = joined;
        } else if let Some(byte) = byte(rest) {
            bytes.push(byte);
            rest = &rest[3..];
        } else {
            bytes.push(b'=');
            rest = &rest[1..];
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

/// Reads `=3D` and its like: two digits in upper case.
fn byte(text: &str) -> Option<u8> {
    let digits = text.get(1..3)?;
    let is_hex = |c: char| c.is_ascii_digit() || ('A'..='F').contains(&c);
    let byte = digits
        .chars()
        .all(is_hex)
        .then(|| u8::from_str_radix(digits, 16).ok());
    byte.flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_is_decoded() {
        let text = "<p class=3D\"x\">no refer=\nence=C2=A0to x=E2=80=99s</p>";
        assert_eq!(
            decoded(text),
            "<p class=\"x\">no reference\u{a0}to x\u{2019}s</p>"
        );
    }

    #[test]
    fn other_equals_signs_stay() {
        for text in ["key=3D\nclient_id=AB", "dGVzdA==\nx", "a=\nb", "="] {
            assert_eq!(decoded(text), text);
        }
    }
}
