//! Numbers and versions as text, and text as numbers and versions.
//!
//! The service computes with .NET's `Decimal`; numbers beyond 15 digits are less exact here.

use std::rc::Rc;

/// Returns the text of a number: up to seven decimals, no zeros at the end, no separator of thousands.
pub(super) fn text_of(number: f64) -> String {
    // The shortest text that means the number: 20 digits do not show how a computer stores it.
    let shortest = number.to_string();
    let decimals = shortest.split_once('.').map_or(0, |(_, it)| it.len());
    let rounded = match decimals {
        0..=7 => shortest,
        _ => format!("{number:.7}"),
    };
    let text = if rounded.contains('.') {
        rounded.trim_end_matches('0').trim_end_matches('.')
    } else {
        &rounded
    };
    if text == "-0" { "0" } else { text }.to_owned()
}

/// Reads a number: white space around it, a sign, commas between digits, a decimal point. No exponent, no hexadecimal.
/// None: it is no number. The empty text is none either.
pub(super) fn number_of(text: &str) -> Option<f64> {
    let text = text.trim_matches(is_white);
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let is_whole = |c: char| c.is_ascii_digit() || c == ',';
    if whole.starts_with(',') || !whole.chars().all(is_whole) {
        return None;
    }
    if !decimals.chars().all(|c| c.is_ascii_digit()) || (whole.is_empty() && decimals.is_empty()) {
        return None;
    }
    let number: f64 = text.replace(',', "").parse().ok()?;
    (number.abs() < LIMIT).then_some(number)
}

/// Reads a version of two to four numbers. None: it is no version.
pub(super) fn version_of(text: &str) -> Option<Rc<[u32]>> {
    let parts: Vec<&str> = text.splitn(5, '.').collect();
    if !(2..=4).contains(&parts.len()) {
        return None;
    }
    parts.into_iter().map(component_of).collect()
}

/// Returns the text of a version.
pub(super) fn version_text(version: &[u32]) -> String {
    let parts: Vec<String> = version.iter().map(u32::to_string).collect();
    parts.join(".")
}

/// Reads a number of a version: .NET takes white space and a plus sign.
fn component_of(text: &str) -> Option<u32> {
    let text = text.trim_matches(is_white);
    let digits = text.strip_prefix('+').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let number: i32 = digits.parse().ok()?;
    u32::try_from(number).ok()
}

/// What .NET skips around numbers.
fn is_white(character: char) -> bool {
    matches!(character, '\t'..='\r' | ' ')
}

/// The largest `Decimal` of .NET is below it.
const LIMIT: f64 = 79_228_162_514_264_337_593_543_950_336.0;

#[cfg(test)]
mod tests {
    use super::*;

    /// Sources: the page on expressions, "Type casting"; `Decimal.TryParse` with the styles named there.
    #[test]
    fn numbers_are_read_as_dot_net_reads_them() {
        for (text, number) in [
            ("1", Some(1.0)),
            ("-1.2", Some(-1.2)),
            ("+3", Some(3.0)),
            (".5", Some(0.5)),
            ("5.", Some(5.0)),
            (" 7\t", Some(7.0)),
            ("1,234.5", Some(1234.5)),
            ("1,2,3", Some(123.0)),
            (",1", None),
            ("1e3", None),
            ("0x10", None),
            ("- 1", None),
            ("--1", None),
            ("inf", None),
            ("NaN", None),
            (".", None),
            ("-", None),
            ("", None),
            ("1.2.3", None),
            ("1.,2", None),
            ("99999999999999999999999999999", None),
        ] {
            assert_eq!(number_of(text), number, "{text:?}");
        }
    }

    #[test]
    fn numbers_are_written_without_zeros_at_the_end() {
        for (number, text) in [
            (1.0, "1"),
            (1.50, "1.5"),
            (-0.25, "-0.25"),
            (1_234_567.0, "1234567"),
            (0.123_456_78, "0.1234568"),
            (-0.000_000_01, "0"),
            (100.0, "100"),
            (-0.0, "0"),
            (1e28, "10000000000000000000000000000"),
        ] {
            assert_eq!(text_of(number), text);
        }
    }

    #[test]
    fn versions_have_two_to_four_numbers() {
        for (text, version) in [
            ("1.2", Some("1.2")),
            ("1.2.3.4", Some("1.2.3.4")),
            ("01.2", Some("1.2")),
            ("1", None),
            ("1.2.3.4.5", None),
            ("1.-2", None),
            ("1..2", None),
            ("1.2147483648", None),
            ("1.a", None),
        ] {
            let read = version_of(text).map(|it| version_text(&it));
            assert_eq!(read.as_deref(), version, "{text:?}");
        }
    }
}
