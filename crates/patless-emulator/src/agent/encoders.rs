//! The three encodings of a secret that the agent masks besides the secret itself.

use std::fmt::Write as _;

/// Returns the secret in the three encodings. Base64 is not one of them.
pub(super) fn encodings(secret: &str) -> [String; 3] {
    [
        json_string_escape(secret),
        uri_data_escape(secret),
        backslash_escape(secret),
    ]
}

/// Encodes as the content of a JSON string. Only quotes, backslashes and control characters are escaped.
fn json_string_escape(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => result.push_str("\\\""),
            '\\' => result.push_str("\\\\"),
            '\n' => result.push_str("\\n"),
            '\r' => result.push_str("\\r"),
            '\t' => result.push_str("\\t"),
            '\u{8}' => result.push_str("\\b"),
            '\u{c}' => result.push_str("\\f"),
            '\0'..='\u{1f}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                // Writing to a string does not fail.
                let _ = write!(result, "\\u{:04x}", u32::from(character));
            }
            _ => result.push(character),
        }
    }
    result
}

/// Percent-encodes everything but the unreserved characters of RFC 3986, section 2.3.
fn uri_data_escape(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            result.push(char::from(byte));
        } else {
            let _ = write!(result, "%{byte:02X}");
        }
    }
    result
}

/// Resolves backslash escapes, as Docker does when it reads an environment file.
fn backslash_escape(text: &str) -> String {
    text.replace("\\\\", "\\")
        .replace("\\'", "'")
        .replace("\\\"", "\"")
        .replace("\\t", "\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secret_is_encoded_in_three_ways() {
        assert_eq!(
            json_string_escape("a\"\\\r\n\u{1}/+<é"),
            "a\\\"\\\\\\r\\n\\u0001/+<é"
        );
        assert_eq!(
            uri_data_escape("hello world!'()*~é/"),
            "hello%20world%21%27%28%29%2A~%C3%A9%2F"
        );
        assert_eq!(
            backslash_escape("abc\\\\def\\'\\\"ghi\\t"),
            "abc\\def'\"ghi\t"
        );
    }
}
