//! The two forms of a personal access token, by which one is told from an access token of Entra.

/// Returns whether a text has the form of a personal access token: 52 characters of its base32, or 84 with `AZDO` behind the
/// 76th. No token of Entra has: it has parts, with dots between them.
pub(super) fn is_personal_token(text: &str) -> bool {
    let bytes = text.as_bytes();
    match bytes.len() {
        52 => bytes
            .iter()
            .all(|it| matches!(it, b'2'..=b'7' | b'a'..=b'z')),
        84 => bytes.iter().all(u8::is_ascii_alphanumeric) && bytes.get(76..80) == Some(b"AZDO"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_told_from_tokens_of_entra() {
        let short = "a2".repeat(26);
        let long = format!("{}AZDO1234", "aB3".repeat(25) + "x");
        for text in [&short, &long] {
            assert!(is_personal_token(text), "{text}");
        }
        for text in [
            String::new(),
            "eyJ0.eyJh.c2ln".to_owned(),
            short.to_uppercase(),
            format!("{short}a"),
            long.replace("AZDO", "AZDE"),
            long.replace('x', "."),
        ] {
            assert!(!is_personal_token(&text), "{text}");
        }
    }
}
