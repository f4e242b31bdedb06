//! Every known text in each kind of clothing: it is explained like the bare text.

use std::fmt::Write as _;

use patless_catalogue::explain;

use crate::case::{Case, cases};

/// A kind of clothing, and how it is put on.
type Clothing = (&'static str, fn(&str) -> String);

const CLOTHES: &[Clothing] = &[
    ("the agent's times", |text| {
        before_lines(text, "2026-11-21T19:50:45.1234567Z ")
    }),
    ("Python's times", |text| {
        before_lines(text, "2026-11-21 19:50:45,123 ERROR azure.identity - ")
    }),
    ("syslog", |text| {
        before_lines(text, "Nov 27 10:41:11 build01 deploy[12]: ")
    }),
    ("a quotation", |text| before_lines(text, "> ")),
    ("a quotation of a quotation", |text| {
        before_lines(text, "> > ")
    }),
    ("Terraform's bar", |text| {
        before_lines(text, "\u{1b}[31m│\u{1b}[0m \u{1b}[0m")
    }),
    ("Docker Compose", |text| before_lines(text, "web-1  | ")),
    ("marked lines", |text| before_lines(text, "##[error]")),
    ("lines of Windows", |text| text.replace('\n', "\r\n")),
    ("colors", |text| {
        text.lines()
            .map(|line| format!("\u{1b}[31;1m{line}\u{1b}[0m\n"))
            .collect()
    }),
    ("colors without escape characters", |text| {
        text.lines()
            .map(|line| format!("←[31;1m{line}←[0m\n"))
            .collect()
    }),
    ("a string", |text| string(text)),
    ("a string in a string", |text| string(&string(text))),
    ("a string in a string in a string", |text| {
        string(&string(&string(text)))
    }),
    ("a page", |text| {
        format!("<div class=\"x\"><pre>{}</pre></div>", page(text))
    }),
    ("a page in a page", |text| {
        page(&format!("<p>{}</p>", page(text)))
    }),
    ("hard spaces", |text| text.replace(' ', "\u{a0}")),
    ("invisible characters", |text| {
        text.replace('e', "e\u{200b}")
    }),
    ("mail", mail),
    ("a block of code", |text| {
        format!("It says:\n\n```text\n{text}\n```\n")
    }),
    ("a block of code in a list", |text| {
        format!("1. It says:\n   ```\n{}   ```\n", before_lines(text, "   "))
    }),
];

/// Clothing in which values may be lost, because lines are broken or joined.
const TIGHT_CLOTHES: &[Clothing] = &[
    ("mail of 72 columns", |text| {
        before_lines(&wrapped(text, 72), "> ")
    }),
    ("a box of 100 columns", |text| {
        let lines = wrapped(text, 96);
        let lines = lines.lines().map(|line| format!("│ {line:<96} │\n"));
        format!(
            "╭{:─<98}╮\n{}╰{:─<98}╯",
            "─ Error ",
            lines.collect::<String>(),
            ""
        )
    }),
    ("a bar of PowerShell", |text| {
        before_lines(&wrapped(text, 75), "     | ")
    }),
    ("times and a box of 80 columns", |text| {
        before_lines(&wrapped(text, 78), "10:41:11.051 │ ")
    }),
    ("an address", |text| {
        format!("/cb?error=y&error_description={}", address(text))
    }),
    ("an address in an address", |text| {
        format!("GET /cb#error_description={}&x", address(&address(text)))
    }),
    ("GitHub's links of numbers", |text| {
        text.replace(
            "21",
            "[21](https://github.com/acme/web/actions/runs/1#step:5:22)",
        )
    }),
    ("bold", |text| {
        let words = text.split_inclusive(' ').enumerate();
        let bold = words.map(|(index, word)| match word.trim_end() {
            plain if index % 3 == 2 && plain.bytes().all(|c| c.is_ascii_alphanumeric()) => {
                format!("**{plain}** ")
            }
            _ => word.to_owned(),
        });
        bold.collect()
    }),
    ("escaped Markdown", |text| {
        let signs = |c: char| {
            if "_*<>[]()#|~`".contains(c) {
                format!("\\{c}")
            } else {
                c.to_string()
            }
        };
        text.chars().map(signs).collect()
    }),
    ("a page of spans", |text| {
        let words = page(text)
            .replace(' ', "</span> <span class=\"x\">")
            .replace('\n', "<br/>\n");
        format!("<p><span>{words}</span></p>")
    }),
    ("typographic quotes", |text| {
        text.replace('\'', "\u{2019}").replace('"', "\u{201d}")
    }),
];

/// Clothing whose own words say that something failed. A text without an error is not tried in it.
const SAYS_ERROR: &[&str] = &[
    "Python's times",
    "marked lines",
    "a box of 100 columns",
    "an address",
    "an address in an address",
];

/// What is explained in another way, or not at all, in one kind of clothing: the text depends on what that takes away.
const KNOWN: &[(&str, &str)] = &[
    // An address with `%2f` is taken for a text that is encoded as a whole.
    ("495-npm-token-not-accepted-bun.txt", "a string"),
    ("495-npm-token-not-accepted-bun.txt", "a string in a string"),
    (
        "495-npm-token-not-accepted-bun.txt",
        "a string in a string in a string",
    ),
    // The host stands at the end of a line.
    ("746-unknown-host-azure-core-node.txt", "marked lines"),
    ("746-unknown-host-azure-core-node.txt", "a string"),
    (
        "746-unknown-host-azure-core-node.txt",
        "a string in a string",
    ),
    (
        "746-unknown-host-azure-core-node.txt",
        "a string in a string in a string",
    ),
    // Which of its lines the agent marked is what tells.
    ("904-first-cause-marked-after-a-warning.txt", "marked lines"),
    ("636-identity-not-found.txt", "marked lines"),
    (
        "687-managed-identity-not-assigned-az-login-identity-400.txt",
        "marked lines",
    ),
    // Its bold words are escaped as well.
    ("472-vsce-not-authorized-old.txt", "escaped Markdown"),
];

/// Whose lines are broken in the middle of words: a prefix that stays on one line hides at which width.
const WRAPPED: [&str; 2] = ["-wrapped-at-", "-broken-by-"];

/// The text with the end of its last line. Without it, a line as wide as a console may be cut.
fn whole(case: &Case) -> String {
    format!("{}\n", case.text)
}

/// Whose text has clothing already.
fn is_dressed(case: &Case) -> bool {
    case.name.contains("-clothing-") || case.name.starts_with("review-")
}

fn is_exempt(case: &Case, clothing: &str) -> bool {
    KNOWN.contains(&(case.name.as_str(), clothing))
}

fn is_wrapped(case: &Case) -> bool {
    WRAPPED.iter().any(|part| case.name.contains(part))
}

#[test]
fn the_cause_is_found_in_tight_clothing() {
    let mut wrong = String::new();
    let cases = cases();
    let bare = cases
        .iter()
        .filter(|case| !is_dressed(case) && !is_wrapped(case));
    for case in bare {
        let said = |text: &str| explain(text).map(|known| known.cause.name());
        let text = whole(case);
        let expected = said(&text);
        for (name, dress) in TIGHT_CLOTHES {
            if is_exempt(case, name) || (expected.is_none() && SAYS_ERROR.contains(name)) {
                continue;
            }
            let actual = said(&dress(&text));
            if actual != expected {
                let actual = actual.unwrap_or("none");
                writeln!(wrong, "{} in {name}: {actual}", case.name).unwrap();
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} texts:\n{wrong}",
        wrong.lines().count()
    );
}

#[test]
fn a_dressed_text_is_explained_like_the_bare_one() {
    let mut wrong = String::new();
    let cases = cases();
    let bare = cases.iter().filter(|case| !is_dressed(case));
    for case in bare {
        let said = |text: &str| explain(text).map(|known| known.to_string());
        let text = whole(case);
        let expected = said(&text);
        for (name, dress) in CLOTHES {
            if is_exempt(case, name)
                || (is_wrapped(case) && KEPT.contains(name))
                || (expected.is_none() && SAYS_ERROR.contains(name))
            {
                continue;
            }
            let actual = said(&dress(&text));
            if actual != expected {
                writeln!(wrong, "{} in {name}", case.name).unwrap();
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} texts:\n{wrong}",
        wrong.lines().count()
    );
}

/// Clothing of which something stays on one line.
const KEPT: [&str; 4] = [
    "marked lines",
    "a string",
    "a string in a string",
    "a string in a string in a string",
];

fn before_lines(text: &str, prefix: &str) -> String {
    text.lines()
        .map(|line| format!("{prefix}{line}\n"))
        .collect()
}

fn string(text: &str) -> String {
    format!("{}\n", serde_json::Value::from(text.trim_end()))
}

fn page(text: &str) -> String {
    let signs = [
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ("\"", "&quot;"),
        ("'", "&#39;"),
    ];
    let escape = |text: String, (plain, escaped): (&str, &str)| text.replace(plain, escaped);
    signs.into_iter().fold(text.to_owned(), escape)
}

/// Quoted-printable, in lines of 70 bytes.
fn mail(text: &str) -> String {
    let mut encoded = String::from("Subject: =\nBuild failed=20\n");
    let mut column = 0;
    for byte in text.bytes() {
        if column >= 70 {
            encoded.push_str("=\n");
            column = 0;
        }
        match byte {
            b'\n' => column = 0,
            _ => column += 1,
        }
        if byte == b'=' || !byte.is_ascii() {
            write!(encoded, "={byte:02X}").unwrap();
        } else {
            encoded.push(char::from(byte));
        }
    }
    encoded
}

/// Breaks lines between words.
fn wrapped(text: &str, columns: usize) -> String {
    let mut whole = String::new();
    for line in text.lines() {
        let mut column = 0;
        for word in line.split(' ') {
            if column > 0 && column + word.chars().count() >= columns {
                whole.push('\n');
                column = 0;
            } else if column > 0 {
                whole.push(' ');
            }
            whole.push_str(word);
            column += word.chars().count() + 1;
        }
        whole.push('\n');
    }
    whole
}

fn address(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b' ' => "+".to_owned(),
        byte if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
            char::from(byte).to_string()
        }
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}
