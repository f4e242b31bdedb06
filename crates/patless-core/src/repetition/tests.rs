//! Tests answers that repeat parts of a secret, in encodings that the module does not know by name.

mod encodings;

use std::ops::Range;

use base64::engine::GeneralPurpose;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use encodings::{ENCODINGS, Encoding};

/// What is left of a text.
fn left(secret: &str, text: &str) -> String {
    left_by(&Sent::new(secret), text)
}

fn left_by(sent: &Sent, text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    sent.cover_in(&mut bytes);
    String::from_utf8(bytes).unwrap()
}

/// Counts what can still be read of an encoded text: letters and digits that nothing covers.
fn readable(text: &str) -> usize {
    text.chars().filter(|it| it.is_alphanumeric()).count()
}

/// Takes out of a covered text what is filler in the text as it was.
fn beside(filler: &str, was: &str, covered: &str) -> String {
    let mut rest = covered.to_owned();
    for (place, _) in was.rmatch_indices(filler) {
        rest.replace_range(place..place + filler.len(), "");
    }
    rest
}

/// A text, and the part of it that depends on a piece of the secret alone.
struct Encoded {
    text: String,
    core: Range<usize>,
}

impl Encoded {
    fn behind(before: &str, piece: &str) -> Self {
        Self {
            text: format!("{before}{piece} and more"),
            core: before.len()..before.len() + piece.len(),
        }
    }

    /// Encodes it behind so many other bytes.
    fn encoded_by(&self, engine: &GeneralPurpose, alignment: usize) -> Self {
        let start = (alignment + self.core.start) * 8;
        let end = (alignment + self.core.end) * 8;
        Self {
            text: engine.encode(["x".repeat(alignment).as_str(), &self.text].concat()),
            core: start.div_ceil(6)..end / 6,
        }
    }

    fn readable_after(&self, sent: &Sent) -> usize {
        readable(&left_by(sent, &self.text)[self.core.clone()])
    }
}

/// A secret as it is sent: a JWT, or anything that a header carries.
fn secret() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z0-9_-]{30,90}(\\.[A-Za-z0-9_-]{30,90}){2}",
        "[A-Za-z0-9_-]{12,200}",
    ]
}

/// Takes a piece of 12 characters or more.
fn piece(secret: &str, first: Index, length: Index) -> &str {
    let first = first.index(secret.len() - 11);
    let length = 12 + length.index(secret.len() - first - 11);
    &secret[first..first + length]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_piece_in_any_encoding_is_covered(
        secret in secret(),
        first: Index,
        length: Index,
        before in "[ ,:%=a-zA-Z0-9]{0,6}",
        behind in "[ ,:%a-zA-Z0-9]{0,6}",
    ) {
        let piece = piece(&secret, first, length);
        let sent = Sent::new(&secret);
        for Encoding { name, encode, edge, filler } in ENCODINGS {
            let encoded = encode(piece);
            let text = left_by(&sent, &format!("{before}{encoded}{behind}"));
            let own = text.get(before.len()..before.len() + encoded.len());
            prop_assert!(own.is_some_and(|own| readable(&beside(filler, &encoded, own)) <= edge.max(2 * readable(&encode("m")))), "{}: {} left of {}", name, text, piece);
        }
    }

    #[test]
    fn a_piece_in_base64_is_covered_at_each_alignment_and_two_and_three_layers_deep(
        secret in secret(),
        first: Index,
        length: Index,
        before in "[ -~]{0,6}",
    ) {
        let piece = piece(&secret, first, length);
        let sent = Sent::new(&secret);
        for engine in [&STANDARD, &URL_SAFE_NO_PAD] {
            for alignment in 0..3 {
                let once = Encoded::behind(&before, piece).encoded_by(engine, alignment);
                prop_assert!(once.readable_after(&sent) <= 2, "{}", once.text);
                for outer in 0..3 {
                    let twice = once.encoded_by(engine, outer);
                    prop_assert!(twice.readable_after(&sent) <= 4, "{}", twice.text);
                }
            }
        }
        let thrice = STANDARD.encode(STANDARD.encode(STANDARD.encode(piece)));
        let text = left_by(&sent, &thrice);
        prop_assert!(readable(&text) <= 8, "{}", text);
    }

    #[test]
    fn a_piece_of_a_signature_is_covered_in_hexadecimal(signature in prop::collection::vec(any::<u8>(), 64), first in 0_usize..50) {
        let secret = format!("e30.e30.{}", URL_SAFE_NO_PAD.encode(&signature));
        let piece = &signature[first..first + 9];
        let hex: String = piece.iter().map(|it| format!("{it:02x}")).collect();
        prop_assert_eq!(readable(&left(&secret, &hex)), 0);
    }

    #[test]
    fn whatever_comes_is_taken(secret in "[!-~]{0,40}", bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut covered = bytes.clone();
        let found = Sent::new(&secret).cover_in(&mut covered);
        prop_assert_eq!(covered != bytes && found == Found::Nothing, false);
    }

    #[test]
    fn escapes_of_every_kind_are_taken(text in "([%\\\\&=#;ux{}0-7a-f]|amp;){0,60}") {
        left("sekret-0123456789-sekret", &text);
    }
}

/// A JWT of Azure DevOps, as it asks for a token.
fn jwt() -> String {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let signature: Vec<u8> = (0..=255_u8)
        .map(|it| it.wrapping_mul(197).wrapping_add(131))
        .collect();
    format!(
        "{}.{}.{}",
        part(r#"{"alg":"RS256","kid":"YEstjn8ck0q12G8KPpx7IQ","typ":"JWT"}"#),
        part(CLAIMS),
        URL_SAFE_NO_PAD.encode(signature)
    )
}

const CLAIMS: &str = r#"{"aud":"fb60f99c-7a34-4190-8149-302f77469936","iss":"https://login.microsoftonline.com/8e2d4b60-1c7f-4a93-b5d8-6f0a3e9c7b21/v2.0","sub":"/eid1/c/pub/t/YEstjn8ck0q12G8KPpx7IQ/a/rISbSSETf0KqFyZ8ppdXmA/sc/0f7c6a2e-5d3b-4c1e-9a84-2b6d8e1f3a50/d4a7cae5-9f6b-4eb8-8c43-ba5b8daf7e04","exp":1795000000}"#;

#[test]
fn what_an_assertion_says_may_be_told() {
    for text in [
        CLAIMS,
        r#"{"error":"invalid_client","error_description":"AADSTS700213: No matching federated identity record found for presented assertion subject '/eid1/c/pub/t/YEstjn8ck0q12G8KPpx7IQ/a/rISbSSETf0KqFyZ8ppdXmA/sc/0f7c6a2e-5d3b-4c1e-9a84-2b6d8e1f3a50/d4a7cae5-9f6b-4eb8-8c43-ba5b8daf7e04'. Trace ID: 0f7c6a2e-5d3b-4c1e-9a84-2b6d8e1f3a50","error_codes":[700213]}"#,
    ] {
        assert_eq!(left(&jwt(), text), text);
    }
}

#[test]
fn json_stays_json() {
    let secret = jwt();
    let escaped: String = secret[..40]
        .bytes()
        .map(|it| format!("\\u{it:04x}"))
        .collect();
    let text = format!(r#"{{"message":"got {escaped} and {secret}\/{secret}"}}"#);
    let value: serde_json::Value = serde_json::from_str(&left(&secret, &text)).unwrap();
    let message = value["message"].as_str().unwrap();
    assert!(readable(message) <= "gotand".len(), "{message}");
}

#[test]
fn of_a_short_secret_the_whole_is_covered() {
    assert_eq!(
        left("sekret", "got Sekret, sekre and c2VrcmV0"),
        "got ******, sekre and ********"
    );
    assert_eq!(left("", "got sekret"), "got sekret");
}

#[test]
fn a_hostile_answer_takes_no_longer_than_in_proportion_to_its_length() {
    let secret = jwt();
    let sent = Sent::new(&secret);
    let layered = (0..6).fold(secret.clone(), |text, _| STANDARD.encode(text));
    for part in [
        "V",
        "Q",
        "=",
        "%25",
        "\\",
        "\\\\u005c",
        "&",
        "&#38;",
        "&#",
        "amp;",
        "\\u{",
        "0x",
        "%",
        " ",
        "A ",
        "\0",
        &secret,
        &layered,
    ] {
        for length in [2 * 1024, 16 * 1024] {
            let text: Vec<_> = part.bytes().cycle().take(length).collect();
            let looked_at = sent.search(&text).looked_at;
            assert!(
                looked_at <= 250 * length,
                "{part:.20}: {}",
                looked_at / length
            );
        }
    }
}

#[test]
fn signs_that_begin_no_escape_cost_nothing() {
    let sent = Sent::new("sekret-0123456789-abcdefghij");
    let looked_at = |text: &str| sent.search(text.as_bytes()).looked_at;
    let plain = looked_at("one ~ two ~ three ~ 100 ~ of ~ four");
    for text in [
        "one = two = three = 100 = of = four",
        "one & two & three & 100 & of & four",
        "one % two % three % 100 % of % four",
    ] {
        assert_eq!(looked_at(text), plain, "{text}");
    }
}
