//! The encodings in which the tests repeat part of a secret.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// A way to write a piece of a secret.
pub(super) struct Encoding {
    pub(super) name: &'static str,
    pub(super) encode: fn(&str) -> String,
    /// How many letters and digits may stay at the ends, made of bits of the neighbors. Two characters of the secret may
    /// always: an escape sign in front takes them for its own.
    pub(super) edge: usize,
    /// What stands between the characters of the secret, and may stay.
    pub(super) filler: &'static str,
}

const fn encoding(name: &'static str, encode: fn(&str) -> String, edge: usize) -> Encoding {
    filled(name, " ", encode, edge)
}

const fn filled(
    name: &'static str,
    filler: &'static str,
    encode: fn(&str) -> String,
    edge: usize,
) -> Encoding {
    Encoding {
        name,
        encode,
        edge,
        filler,
    }
}

pub(super) const ENCODINGS: [Encoding; 34] = [
    encoding("plain", str::to_owned, 2),
    encoding("upper case", str::to_uppercase, 2),
    encoding("lower case", str::to_lowercase, 2),
    encoding("backwards", |text| text.chars().rev().collect(), 2),
    encoding("percent", |text| each(text, |it| format!("%{it:02X}")), 0),
    encoding("%u", |text| each(text, |it| format!("%u{it:04x}")), 0),
    encoding(
        "double percent",
        |text| each(text, |it| format!("%25{it:02x}")),
        0,
    ),
    encoding("JSON", |text| each(text, |it| format!("\\u{it:04x}")), 0),
    encoding(
        "JSON in JSON",
        |text| each(text, |it| format!("\\\\u{it:04X}")),
        0,
    ),
    encoding(
        "braces",
        |text| each(text, |it| format!("\\u{{{it:x}}}")),
        0,
    ),
    encoding("long", |text| each(text, |it| format!("\\U{it:08x}")), 0),
    encoding("\\x", |text| each(text, |it| format!("\\x{it:02x}")), 0),
    encoding("octal", |text| each(text, |it| format!("\\{it:03o}")), 0),
    encoding(
        "HTML, decimal",
        |text| each(text, |it| format!("&#{it};")),
        0,
    ),
    encoding(
        "HTML, hexadecimal",
        |text| each(text, |it| format!("&#x{it:x};")),
        0,
    ),
    encoding(
        "HTML, open",
        |text| each(text, |it| format!("&#{it}")) + " ",
        0,
    ),
    encoding(
        "HTML, escaped",
        |text| each(text, |it| format!("&amp;#{it};")),
        0,
    ),
    encoding(
        "HTML, by name",
        |text| {
            let text = text.replace('_', "&lowbar;").replace('-', "&hyphen;");
            text.replace('.', "&period;")
        },
        2,
    ),
    encoding(
        "quoted-printable",
        |text| each(text, |it| format!("={it:02X}")),
        0,
    ),
    encoding(
        "fullwidth",
        |text| {
            let wide = |it: char| char::from_u32(u32::from(it) - 0x21 + 0xff01).unwrap();
            text.chars().map(wide).collect()
        },
        0,
    ),
    encoding("spaces", |text| between(text, " "), 2),
    encoding("line breaks", |text| between(text, "\r\n"), 2),
    filled("escaped line breaks", "\\n", |text| between(text, "\\n"), 2),
    encoding("zeros", |text| between(text, "\0"), 2),
    filled(
        "escaped zeros",
        "\\u0000",
        |text| between(text, "\\u0000"),
        2,
    ),
    encoding("invisible characters", |text| between(text, "\u{200b}"), 2),
    filled(
        "invisible references",
        "&ZeroWidthSpace;",
        |text| between(text, "&ZeroWidthSpace;"),
        2,
    ),
    encoding("base64", |text| STANDARD.encode(text), 6),
    encoding(
        "base64, wrapped",
        |text| wrapped(&STANDARD.encode(text), 5),
        6,
    ),
    encoding(
        "base64, backwards",
        |text| STANDARD.encode(text).chars().rev().collect(),
        6,
    ),
    filled(
        "base64 of UTF-16",
        "A",
        |text| STANDARD.encode(between(text, "\0")),
        8,
    ),
    encoding(
        "hexadecimal",
        |text| each(text, |it| format!("{it:02x}")),
        4,
    ),
    encoding(
        "hexadecimal with colons",
        |text| each(text, |it| format!("{it:02X}:")),
        4,
    ),
    filled(
        "hexadecimal with 0x",
        "0x",
        |text| each(text, |it| format!("0x{it:02x},")),
        5,
    ),
];

fn each(text: &str, write: impl Fn(u8) -> String) -> String {
    text.bytes().map(write).collect()
}

fn between(text: &str, separator: &str) -> String {
    let characters: Vec<_> = text.chars().map(String::from).collect();
    characters.join(separator)
}

fn wrapped(text: &str, width: usize) -> String {
    let lines: Vec<_> = text.as_bytes().chunks(width).collect();
    let lines = lines
        .into_iter()
        .map(|line| std::str::from_utf8(line).unwrap());
    lines.collect::<Vec<_>>().join("\n")
}
