//! Writes the codes of Entra in one way.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use crate::row::Row;
use crate::rows::rows;

/// Writes `AADSTS 700213`, `AADSTS-700213`, `Error(s): 700213` and the like as `AADSTS700213`, and joins a code that a
/// screenshot's lines broke. A number without `AADSTS` must be known, and stand where Entra's codes stand.
pub(super) fn normalized(text: &str) -> Cow<'_, str> {
    let lower = text.to_ascii_lowercase();
    let mut edits: Vec<Edit> = Vec::new();
    let named = lower.match_indices("aa");
    edits.extend(named.filter_map(|(start, _)| named_code(&lower, start)));
    // A database numbers its errors from 50000 on, too.
    let is_entra = ENTRA.iter().any(|mark| lower.contains(mark)) && !lower.contains("sql");
    for (label, needs_entra) in LABELS {
        let labeled = lower
            .match_indices(label)
            .filter(|_| is_entra || !needs_entra);
        edits.extend(labeled.filter_map(|(start, _)| labeled_code(&lower, start + label.len())));
    }
    if edits.is_empty() {
        return Cow::Borrowed(text);
    }
    edits.sort_unstable_by_key(|edit| edit.start);
    let mut clear = String::with_capacity(text.len() + 6 * edits.len());
    let mut done = 0;
    for edit in edits {
        if edit.start >= done {
            clear.push_str(&text[done..edit.start]);
            clear.push_str("AADSTS");
            clear.push_str(&edit.number);
            done = edit.end;
        }
    }
    clear.push_str(&text[done..]);
    Cow::Owned(clear)
}

/// What is replaced by a code.
struct Edit {
    start: usize,
    end: usize,
    number: String,
}

/// Reads a code that begins with `aa`, unless it is written as usual.
fn named_code(lower: &str, start: usize) -> Option<Edit> {
    if lower[..start].ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let mut rest = &lower[start..];
    for letter in "aadsts".chars() {
        rest = after_break(rest).strip_prefix(letter)?;
    }
    let is_plain = lower[start..].starts_with("aadsts");
    let signs = rest.len() - rest.trim_start_matches(SIGNS).len();
    let rest = rest.get(signs..).filter(|_| signs <= MOST_SIGNS)?;
    let digits = digits(rest);
    let (number, after) = rest.split_at(digits);
    let mut number: String = number
        .chars()
        .map(|c| if c == 'o' { '0' } else { c })
        .collect();
    let mut end = lower.len() - after.len();
    let mut is_usual = is_plain && signs == 0 && rest.starts_with(&number);
    if let Some((more, length)) = continued(after) {
        let whole = format!("{number}{more}");
        if is_known(&whole) {
            number = whole;
            end += length;
            is_usual = false;
        }
    }
    let is_one = LENGTHS.contains(&number.len()) || is_known(&number);
    (is_one && !is_usual).then_some(Edit { start, end, number })
}

/// Reads digits on the next line that end a code, as `AADSTS70021⏎3:`: the digits, and how long they are with the break.
fn continued(after: &str) -> Option<(&str, usize)> {
    let rest = after_break(after);
    if rest.len() == after.len() {
        return None;
    }
    let count = rest.bytes().take(8).take_while(u8::is_ascii_digit).count();
    let (more, rest) = rest.split_at(count);
    let is_end = rest.starts_with(':') && count > 0;
    is_end.then_some((more, after.len() - rest.len()))
}

/// Skips a line break with its hyphen.
fn after_break(text: &str) -> &str {
    let rest = text.strip_prefix('-').unwrap_or(text);
    rest.strip_prefix('\n').unwrap_or(text)
}

/// Counts the digits at the beginning. In a picture, `0` looks like `O`.
fn digits(text: &str) -> usize {
    let count = text
        .bytes()
        .take(9)
        .take_while(|byte| byte.is_ascii_digit() || *byte == b'o')
        .count();
    let is_number = text[..count].bytes().filter(u8::is_ascii_digit).count() >= 2;
    if is_number { count } else { 0 }
}

/// Reads a known number after a label, such as `error_codes`.
fn labeled_code(lower: &str, from: usize) -> Option<Edit> {
    let rest = &lower[from..];
    let signs = |c: char| c.is_whitespace() || "\":=[".contains(c);
    let head = &rest[..rest.floor_char_boundary(MOST_SPACE)];
    let start = from + head.len() - head.trim_start_matches(signs).len();
    let count = lower[start..]
        .bytes()
        .take(9)
        .take_while(u8::is_ascii_digit)
        .count();
    let number = &lower[start..start + count];
    let is_one =
        start > from && is_known(number) && !lower[start + count..].starts_with(['.', '-']);
    is_one.then(|| Edit {
        start,
        end: start + count,
        number: number.to_owned(),
    })
}

fn is_known(number: &str) -> bool {
    number.parse().is_ok_and(|number| KNOWN.contains(&number))
}

/// The numbers of the codes that have a row.
static KNOWN: LazyLock<HashSet<u32>> = LazyLock::new(|| {
    let codes = rows().flat_map(Row::codes);
    codes
        .filter_map(|code| code.strip_prefix("AADSTS")?.parse().ok())
        .collect()
});

/// What stands before a number, and whether the text must speak of Entra elsewhere.
const LABELS: &[(&str, bool)] = &[
    ("error_codes", false),
    ("error(s)", false),
    ("error code", true),
    ("errorcode", true),
];

/// Words of a text that speaks of Entra.
const ENTRA: &[&str] = &[
    "login.microsoftonline",
    "aadsts",
    "microsoft entra",
    "azure active directory",
    "azure ad",
    "trouble signing you in",
];

const SIGNS: [char; 8] = [' ', '-', ':', '_', '#', '\n', '"', '\''];

/// The most signs between `AADSTS` and its number.
const MOST_SIGNS: usize = 2;

/// The most space between a label and its number, in bytes.
const MOST_SPACE: usize = 40;

/// How many digits a code has.
const LENGTHS: std::ops::RangeInclusive<usize> = 5..=8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_written_in_one_way() {
        for (text, clear) in [
            ("AADSTS 700213: x", "AADSTS700213: x"),
            ("aadsts-700213 AADSTS: 50126", "AADSTS700213 AADSTS50126"),
            (
                "Error(s): 700213 - Timestamp",
                "Error(s): AADSTS700213 - Timestamp",
            ),
            ("error_codes: [ 700213 ]", "error_codes: [ AADSTS700213 ]"),
            (
                "\"error_codes\" : [\n  700213\n]",
                "\"error_codes\" : [\n  AADSTS700213\n]",
            ),
            (
                "login.microsoftonline.com ErrorCode: 700213",
                "login.microsoftonline.com ErrorCode: AADSTS700213",
            ),
            (
                "AADSTS70021\n3: x AADS-\nTS700213",
                "AADSTS700213: x AADSTS700213",
            ),
            ("AADSTS7OO213", "AADSTS700213"),
        ] {
            assert_eq!(normalized(text), clear, "{text}");
        }
    }

    #[test]
    fn other_numbers_stay() {
        for text in [
            "AADSTS700213: x",
            "AADSTS70021: x\n3: y",
            "AADSTS70021\n30 rows",
            "AADSTS: 3 of them, AADSTS 12",
            "Error Code: 700213",
            "Error Code: 18456 of Microsoft Entra",
            "Microsoft Entra, SqlException, Error Code: 50001",
            "0 Error(s), 700213 rows",
            "Error(s): 700213.5",
            "error_codes 42",
            "AA 700213 aardvark",
        ] {
            assert_eq!(normalized(text), text);
        }
    }
}
