//! Puts values into commands and files, where no value can be more than a value.

use crate::shell_word::push_quoted;

/// One word of a shell.
pub(super) fn word(text: &str) -> String {
    let mut word = String::new();
    push_quoted(&mut word, text);
    word
}

/// A string of JSON within a here-document that a shell expands.
pub(super) fn in_here_document(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        if matches!(character, '\\' | '$' | '`') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// A string of Terraform, which begins templates with `${` and `%{`.
pub(super) fn hcl(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    json.replace("${", "$${").replace("%{", "%%{")
}

/// A string of `JMESPath`, for the queries of az.
pub(super) fn jmespath(text: &str) -> String {
    format!("'{}'", text.replace('\\', r"\\").replace('\'', r"\'"))
}

/// A segment of a URL.
pub(super) fn segment(text: &str) -> String {
    let mut segment = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                segment.push(char::from(byte));
            }
            _ => {
                const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
                segment.push('%');
                segment.push(char::from(DIGITS[usize::from(byte >> 4)]));
                segment.push(char::from(DIGITS[usize::from(byte & 15)]));
            }
        }
    }
    segment
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = r#"a'b"$(x)`y`\${z}%{w}"#;

    #[test]
    fn a_value_stays_a_value_in_a_here_document() {
        assert_eq!(
            in_here_document(HOSTILE),
            r#""a'b\\"\$(x)\`y\`\\\\\${z}%{w}""#
        );
    }

    #[test]
    fn a_value_stays_a_value_in_terraform() {
        assert_eq!(hcl(HOSTILE), r#""a'b\"$(x)`y`\\$${z}%%{w}""#);
    }

    #[test]
    fn a_value_stays_a_value_in_a_word_and_a_url() {
        assert_eq!(word("a'b $(x)"), r"'a'\''b $(x)'");
        assert_eq!(segment("My Project/ü$"), "My%20Project%2F%C3%BC%24");
        assert_eq!(jmespath(r"a'b\c"), r"'a\'b\\c'");
    }
}
