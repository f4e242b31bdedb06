//! Undoes the escapes of strings, as in JSON, Python and C.

use super::lines::lines;
use super::markdown::is_drive;
use std::borrow::Cow;

/// Undoes the escapes of strings, however often a response body was put into another.
///
/// A backslash that is not an escape stays: `TF401444` names an identity with backslashes, and a GUID may follow one, so
/// `\b` and `\f` are no escapes here. `\n`, `\r` and `\t` are none in a path of Windows, nor between letters (`ACME\norbert`)
/// unless the line has surer escapes.
pub(super) fn undone(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    lines(text, |line| {
        let mut clear = Cow::Borrowed(line);
        for _ in 0..DEPTH {
            match once(&clear) {
                Some(next) => clear = Cow::Owned(next),
                None => break,
            }
        }
        clear
    })
}

/// Undoes one level. `None` if nothing is escaped.
fn once(line: &str) -> Option<String> {
    if !line.contains('\\') {
        return None;
    }
    let is_sure = is_sure(line);
    let mut clear = String::with_capacity(line.len());
    let mut path = Path::default();
    let mut rest = line;
    let mut is_changed = false;
    while let Some(start) = rest.find('\\') {
        path.read(&rest[..start]);
        clear.push_str(&rest[..start]);
        rest = &rest[start..];
        let is_path = path.goes_on(&clear, rest);
        if let Some((length, plain)) = read(rest, is_path, is_sure, &clear) {
            clear.push_str(&plain);
            path.read(&plain);
            rest = &rest[length..];
            is_changed = true;
        } else {
            clear.push('\\');
            rest = &rest[1..];
        }
    }
    clear.push_str(rest);
    is_changed.then_some(clear)
}

/// Whether the text is within a path of Windows.
#[derive(Default)]
struct Path(bool);

impl Path {
    /// A path ends at a space or a quotation mark.
    fn read(&mut self, text: &str) {
        self.0 &= !text.contains(|c: char| c.is_whitespace() || "\"',;|<>".contains(c));
    }

    /// Returns whether the backslash at the beginning of `rest` belongs to a path. Within a string, a path has two.
    fn goes_on(&mut self, before: &str, rest: &str) -> bool {
        self.0 |= is_drive(before) && !rest.starts_with("\\\\") && !rest.starts_with("\\\"");
        self.0
    }
}

/// Reads the escape at the beginning of a text: its length, and what it stands for.
fn read(
    text: &str,
    is_path: bool,
    is_sure: bool,
    before: &str,
) -> Option<(usize, Cow<'static, str>)> {
    if text.starts_with("\\r\\n") {
        return Some((4, Cow::Borrowed("\n\n")));
    }
    let escaped = text[1..].chars().next()?;
    let after = text.get(2..).and_then(|rest| rest.chars().next());
    match escaped {
        '"' => Some((2, Cow::Borrowed("\""))),
        _ if is_path => None,
        '\'' => Some((2, Cow::Borrowed("'"))),
        '/' => Some((2, Cow::Borrowed("/"))),
        '\\' => Some((2, Cow::Borrowed("\\"))),
        'n' | 'r' | 't' => {
            let is_inner =
                after.is_some_and(char::is_lowercase) && before.ends_with(char::is_alphanumeric);
            let plain = if escaped == 't' { " " } else { "\n" };
            (is_sure || !is_inner).then_some((2, Cow::Borrowed(plain)))
        }
        'u' => unit(text),
        'x' => bytes(text),
        _ => None,
    }
}

/// Returns whether a line is surely from a string.
fn is_sure(line: &str) -> bool {
    let marks = ["\\\"", "\\r\\n", "\\\\n", "\\\\r", "\\u00"];
    let breaks = || {
        line.match_indices("\\n").any(|(start, _)| {
            let after = line[start + 2..].chars().next();
            let is_end = after.is_some_and(|c| c.is_uppercase() || c == ' ' || c == '\\');
            is_end && !line[..start].ends_with('\\')
        })
    };
    marks.iter().any(|mark| line.contains(mark)) || breaks()
}

/// Reads `\u0027`, or two of them for one character.
fn unit(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let first = hex(text.strip_prefix("\\u")?, 4)?;
    if let Some(character) = char::from_u32(first) {
        return Some((6, Cow::Owned(character.to_string())));
    }
    let second = hex(text[6..].strip_prefix("\\u")?, 4)?;
    let pair = [u16::try_from(first).ok()?, u16::try_from(second).ok()?];
    let character = char::decode_utf16(pair).next()?.ok()?;
    Some((12, Cow::Owned(character.to_string())))
}

/// Reads `\xe2\x80\x99`: the bytes of UTF-8, or else one character.
fn bytes(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let mut read = Vec::new();
    let mut rest = text;
    while read.len() < LONGEST
        && let Some(byte) = rest.strip_prefix("\\x").and_then(|digits| hex(digits, 2))
    {
        read.push(u8::try_from(byte).ok()?);
        rest = &rest[4..];
        if let Ok(known) = std::str::from_utf8(&read) {
            return Some((read.len() * 4, Cow::Owned(known.to_owned())));
        }
    }
    let first = char::from(*read.first()?);
    Some((4, Cow::Owned(first.to_string())))
}

/// Reads a hexadecimal number of so many digits.
fn hex(text: &str, count: usize) -> Option<u32> {
    let digits = text.get(..count)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex
        .then(|| u32::from_str_radix(digits, 16).ok())
        .flatten()
}

/// How often a text may be escaped.
const DEPTH: usize = 5;

/// The longest character in UTF-8, in bytes.
const LONGEST: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone() {
        for (text, clear) in [
            (r#"{\"a\":\"x\r\ny\"}"#, "{\"a\":\"x\n\ny\"}"),
            (r#"{\\\"a\\\":\\\"x\\r\\ny\\\"}"#, "{\"a\":\"x\n\ny\"}"),
            (r#"{\\\\\\\"a\\\\\\\":\\\\\\\"b\\\\\\\"}"#, "{\"a\":\"b\"}"),
            (r"a\\r\\nb", "a\n\nb"),
            (
                r"\u0027x\u0027 \u003cb\u003E \ud83d\ude42 https:\/\/x",
                "'x' <b> 🙂 https://x",
            ),
            (
                r"b'it\'s \xe2\x80\x99 \xa0\x1b'",
                "b'it's \u{2019} \u{a0}\u{1b}'",
            ),
            (
                r"not found.\nTrace ID: 1\nfound\tx",
                "not found.\nTrace ID: 1\nfound x",
            ),
            (r"0f7c\\bca1\bca1", r"0f7c\bca1\bca1"),
            (
                r#"{\"p\":\"D:\\a\\new\\t.js:1\n  at\"}"#,
                "{\"p\":\"D:\\a\\new\\t.js:1\n  at\"}",
            ),
        ] {
            assert_eq!(undone(text), clear, "{text}");
        }
    }

    #[test]
    fn paths_and_names_stay() {
        for text in [
            r"D:\a\_tasks\node_modules\tfx\r.exe",
            r"open C:\new\temp: no",
            r"ACME\norbert and acme\tanja",
            r"8e2d4b60\bca1\f00d\3b9e",
            r"a\",
            r"C:\Program Files\x",
        ] {
            assert_eq!(undone(text), text);
        }
    }
}
