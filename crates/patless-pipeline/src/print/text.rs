//! Texts in YAML: plain, in quotes, or as a block of lines.

use std::fmt::Write as _;

use crate::shown::is_harmless;
use crate::yaml::{Scalar, reads_as_nothing};

/// Writes a text. The lines of a block are indented by `depth` levels, at least one.
pub(super) fn scalar(scalar: &Scalar, depth: usize) -> String {
    let text = scalar.text.as_str();
    if text.contains('\n') && is_block(text) {
        return block(text, depth.max(1));
    }
    let is_safe = is_plain(text) && (!scalar.quoted || !is_typed(text)) && !reads_as_nothing(text);
    if is_safe {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// Writes a key. One that is too long for YAML gets a `?`.
pub(super) fn key(text: &str, depth: usize) -> String {
    let written = if is_plain(text) && !reads_as_nothing(text) && text != "<<" {
        text.to_owned()
    } else {
        quoted(text)
    };
    if written.len() > LONGEST_KEY {
        format!("? {written}\n{}", "  ".repeat(depth))
    } else {
        written
    }
}

/// `|`, with `-` if no line break ends the text, and `+` if several do.
fn block(text: &str, depth: usize) -> String {
    let mut out = String::from("|");
    // YAML finds the indentation in the first line, unless that begins with white space.
    if text.starts_with([' ', '\n', '\t']) {
        out.push('2');
    }
    let lines = text.strip_suffix('\n');
    if lines.is_none() {
        out.push('-');
    } else if text.ends_with("\n\n") {
        out.push('+');
    }
    let indent = "  ".repeat(depth);
    for line in lines.unwrap_or(text).split('\n') {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&indent);
            out.push_str(line);
        }
    }
    out
}

/// Returns whether a block of lines can hold the text as it is.
fn is_block(text: &str) -> bool {
    let is_printable = |it: char| it == '\n' || it == '\t' || is_ordinary(it);
    let is_blank = |line: &str| !line.is_empty() && line.trim().is_empty();
    !text.trim_matches('\n').is_empty()
        && text.chars().all(is_printable)
        && !text.split('\n').any(is_blank)
}

fn quoted(text: &str) -> String {
    if text.chars().all(is_ordinary) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            _ if is_ordinary(character) => out.push(character),
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\U{:08x}", u32::from(character));
            }
        }
    }
    out.push('"');
    out
}

/// Returns whether a text on one line needs no quotes, whatever it means.
fn is_plain(text: &str) -> bool {
    let mut characters = text.chars();
    let (first, second) = (characters.next(), characters.next());
    let begins_well = match first {
        None => false,
        Some('-') => second.is_some_and(|it| !matches!(it, ' ' | '-')),
        Some(first) => !FIRST.contains(first),
    };
    begins_well
        && text.chars().all(is_ordinary)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.starts_with("...")
}

/// Characters that may not begin a plain text.
const FIRST: &str = " ?:,[]{}#&*!|>'\"%@`=";

/// Returns whether a plain text reads as something else than text in YAML 1.1 or 1.2.
fn is_typed(text: &str) -> bool {
    const WORDS: [&str; 8] = ["true", "false", "yes", "no", "on", "off", "y", "n"];
    let is_word = WORDS.iter().any(|it| it.eq_ignore_ascii_case(text));
    // Numbers, dates and times: whatever begins with a digit, or with a sign or a dot before one.
    let unsigned = text.trim_start_matches(['-', '+', '.']);
    let is_special = ["inf", "nan"]
        .iter()
        .any(|it| it.eq_ignore_ascii_case(unsigned));
    is_word
        || (is_special && unsigned.len() < text.len())
        || (unsigned.starts_with(|it: char| it.is_ascii_digit())
            && text
                .chars()
                .all(|it| it.is_ascii_hexdigit() || "xobXOB+-._:TZ".contains(it)))
}

/// Printable, and no line break for any reader.
fn is_ordinary(character: char) -> bool {
    is_harmless(character) && !matches!(character, '\u{fffe}' | '\u{ffff}')
}

/// In bytes. YAML allows 1024 characters for a key without `?`.
const LONGEST_KEY: usize = 1000;
