//! All steps together.

use super::*;
use crate::observation::lower;
use crate::pattern::Pattern;
use crate::rows::rows;

#[test]
fn clothes_are_taken_off_in_any_combination() {
    for (text, clear) in [
        (
            "2026-11-21T19:50:45.1234567Z a\n2026-11-21T19:50:45.1234567Z hint: b\n  c\nretry: no\nmore: docs/TROUBLESHOOTING.md#d\ne",
            "a\ne",
        ),
        (
            "> 10:41:11 \u{1b}[31m│ **a** &lt;b c&gt;\u{1b}[0m",
            "a <b c>",
        ),
        (
            r#"{\"m\":\"\\u001b[31mAADSTS 700213\\u001b[0m \\u003cbr\\u003eb\"}"#,
            "{\"m\":\"AADSTS700213 \nb\"}",
        ),
        (r"0f7c\\bca1\bca1", r"0f7c\bca1\bca1"),
    ] {
        assert_eq!(undressed(text), clear, "{text:?}");
    }
}

#[test]
fn a_bare_text_stays() {
    for text in [
        "",
        "\n\n",
        "a\n  b  \n\tc\n",
        "TF401444: Please sign-in at least once as 8e2d\\8e2d\\3b9e in a web browser",
        "Login failed for user '<token-identified principal>'. D:\\a\\_tasks\\new\\t.js subject '***' **/*.cs",
        "[resourceId('Microsoft.Web/sites', 'x')] sc://acme/My Web/Bob's – one | a | b",
        "List<string> a<b>c",
    ] {
        let expected = text.replace("<b>", "");
        assert_eq!(undressed(text), expected, "{text}");
    }
}

#[test]
fn only_the_end_of_a_long_log_is_read() {
    let log = format!(
        "AADSTS70021{}AADSTS700016: the end",
        "ö".repeat(LIMIT_BYTES)
    );
    let clear = undressed(&log);
    assert!(clear.ends_with("AADSTS700016: the end") && !clear.contains("AADSTS70021"));
}

#[test]
fn a_secret_stays_in_one_piece() {
    let secret = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9";
    for text in [
        "eyJ0\u{200b}eXAiOiJKV1Qi\u{ad}LCJhbGciOiJSUzI1NiJ9",
        "e<b>yJ0eXAi</b>OiJKV1Qi<wbr>LCJhbGciOiJSUzI1NiJ9",
        "e\u{1b}[31myJ0eXAiOiJKV1QiLCJ\u{1b}[0mhbGciOiJSUzI1NiJ9",
        "e**yJ0eXAi**OiJKV1QiLCJhbGciOiJSUzI1NiJ9",
        "e\u{8}yJ0eXAiOiJKV1QiLCJ\u{0}hbGciOiJSUzI1NiJ9",
    ] {
        assert_eq!(undressed(text), secret);
    }
}

#[test]
fn hostile_texts_are_read() {
    for word in ["[", "&", "<", "\\", "\u{1b}", " ", "│"] {
        undressed(&word.repeat(LIMIT_BYTES / word.len()));
    }
    let words = [
        "]",
        "](",
        "[a](http",
        "&#",
        "&amp;",
        "<a ",
        "<a href=",
        "\\\\\"",
        "\\u00",
        "\\x",
        "C:\\",
        "\u{1b}[",
        "\u{1b}]",
        "\u{9b}",
        "^[[",
        "\n",
        "\r",
        "| ",
        "> ",
        ">",
        "*",
        "**",
        " *a",
        "%",
        "%25",
        "AADSTS%",
        "AADSTS",
        "error_description=",
        "aa",
        "AADSTS70021\n",
        "error_codes",
        "error_codes[ ",
        "=\n=3D",
        "=",
        "`\"",
        "{\"\"",
        "２",
        "\u{200b}",
        "10:41:11 ",
        "[pod/] ",
        "a-1 | ",
        "a\t",
        "```\n",
        "##[error]",
        "-\na",
        "hint: \n",
    ];
    for word in words {
        undressed(&word.repeat(LIMIT_BYTES / 16 / word.len()));
    }
}

#[test]
fn pieces_in_any_order_are_read() {
    let pieces = [
        "\u{1b}[31m",
        "│ ",
        "&lt;",
        "\\\"",
        "**",
        "> ",
        "AADSTS",
        " 700213",
        "\n",
        "](https://x)",
        "[",
        "<b>",
        "%0A",
        "\\n",
        "ö",
        "=\n",
        "=3D",
        "7",
        "２",
    ];
    let mut state = 1_u32;
    for _ in 0..2_000 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(pieces[(state >> 16) as usize % pieces.len()]);
        }
        undressed(&text);
    }
}

/// Words by which a row recognizes a text must not be taken for clothing.
#[test]
fn the_words_of_every_row_stay() {
    for row in rows() {
        let patterns = row.patterns.iter().flat_map(|pattern| words_of(*pattern));
        for words in patterns.chain([row.summary]) {
            for text in [words.to_owned(), format!("it says: {words}, and more")] {
                let clear = lower(&undressed(&text));
                assert!(clear.contains(&lower(words)), "{}: {clear}", row.name());
            }
        }
    }
}

fn words_of(pattern: Pattern) -> Vec<&'static str> {
    match pattern {
        Pattern::All(patterns) | Pattern::Any(patterns) => patterns
            .iter()
            .flat_map(|pattern| words_of(*pattern))
            .collect(),
        Pattern::Ours(words) | Pattern::Text(words) | Pattern::TypeKey(words) => vec![words],
        _ => Vec::new(),
    }
}
