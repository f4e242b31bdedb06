//! No form of a token gets past the agent's masker: our masks against the emulated agent.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use patless::sinks::masks::masks;
use patless_emulator::agent::Masker;
use proptest::prelude::*;

/// Each case tries every encoding below, with its own prefix and suffix: 12,000 × 9 = 108,000 texts.
const CASES: u32 = 12_000;

/// A way to write a text.
struct Encoding {
    name: &'static str,
    encode: fn(&str) -> String,
    /// How many characters may stay in clear at each end of a token, beside those of what stands before and after it.
    ///
    /// In base64, a character at the edge is made of bits of the token and of its neighbor; padding counts as well.
    edge: usize,
}

const fn encoding(name: &'static str, encode: fn(&str) -> String, edge: usize) -> Encoding {
    Encoding { name, encode, edge }
}

const ENCODINGS: [Encoding; 9] = [
    encoding("plain", str::to_owned, 0),
    encoding("base64", |text| STANDARD.encode(text), 2),
    encoding(
        "base64 without padding",
        |text| STANDARD_NO_PAD.encode(text),
        2,
    ),
    encoding("base64url", |text| URL_SAFE.encode(text), 2),
    encoding(
        "base64url without padding",
        |text| URL_SAFE_NO_PAD.encode(text),
        2,
    ),
    encoding(
        "hexadecimal",
        |text| text.bytes().map(|byte| format!("{byte:02x}")).collect(),
        0,
    ),
    encoding(
        "HEXADECIMAL",
        |text| text.bytes().map(|byte| format!("{byte:02X}")).collect(),
        0,
    ),
    encoding("JSON", |text| serde_json::to_string(text).unwrap(), 0),
    encoding("percent escapes", percent_escaped, 0),
];

fn percent_escaped(text: &str) -> String {
    let escape = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02x}"),
    };
    text.bytes().map(escape).collect()
}

/// Tokens as Entra may write them: three or five parts of base64url, or one part with anything that a header carries.
fn token() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z0-9_-]{12,60}(\\.[A-Za-z0-9_-]{12,60}){2}",
        "[A-Za-z0-9_-]{12,60}(\\.[A-Za-z0-9_-]{12,60}){4}",
        "[A-Za-z0-9._~+/=-]{24,120}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn no_encoding_of_a_token_is_in_clear(token in token(), prefix in "[ -~]{0,9}", suffix in "[ -~]{0,9}") {
        let mut masker = Masker::new();
        for mask in masks(&token) {
            masker.add_secret(&mask);
        }
        for Encoding { name, encode, edge } in ENCODINGS {
            let clear = masker.mask(&encode(&format!("{prefix}{token}{suffix}")));
            // What is left is what prefix and suffix would be alone, and the edges.
            let left = clear.replace("***", "").len();
            let beside = encode(&prefix).len() + encode(&suffix).len();
            prop_assert!(left <= beside + 2 * edge, "{}: {} of {} characters left", name, left, beside);
            prop_assert!(clear.contains("***"), "{}", name);
        }
    }

    #[test]
    fn one_part_of_a_token_is_masked(token in "[A-Za-z0-9_-]{12,60}(\\.[A-Za-z0-9_-]{12,60}){2,4}") {
        let mut masker = Masker::new();
        for mask in masks(&token) {
            masker.add_secret(&mask);
        }
        for part in token.split('.') {
            prop_assert_eq!(masker.mask(&format!("<{part}>")), "<***>");
        }
    }
}
