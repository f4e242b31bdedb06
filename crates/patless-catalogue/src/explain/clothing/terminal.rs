//! Removes control sequences of terminals, also those that lost their escape character.

use std::borrow::Cow;

/// Removes control sequences (ECMA-48 §5.4 and §8.3.89) and control characters, and ends every line with a line feed.
///
/// What became of the escape character in a copy does not matter: `←[31m`, `^[[31m`, `\x1b[31m`, `[31m`. A sequence that
/// lost it altogether is removed only if the text resets a color somewhere, because `[5m` may be a duration.
pub(super) fn without_controls(text: &str) -> Cow<'_, str> {
    let resets = RESETS.iter().any(|reset| text.contains(reset));
    let is_marked = || MARKS.iter().any(|mark| text.contains(mark));
    if !resets && !has_control(text) && !is_marked() {
        return Cow::Borrowed(text);
    }
    let mut clear = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c| c == '[' || is_control(c)) {
        clear.push_str(&rest[..start]);
        rest = &rest[start..];
        rest = match rest.as_bytes()[0] {
            b'[' => after_bracket(rest, &mut clear, resets),
            b'\r' => {
                clear.push('\n');
                rest.strip_prefix("\r\n").unwrap_or(&rest[1..])
            }
            ESCAPE => after_escape(&rest[1..]),
            _ => after_control(rest),
        };
    }
    clear.push_str(rest);
    Cow::Owned(clear)
}

/// Returns what follows a bracket, or the sequence that it begins. Removes the mark of an escape character before it.
fn after_bracket<'a>(text: &'a str, clear: &mut String, resets: bool) -> &'a str {
    let mark = MARKS.iter().find(|mark| clear.ends_with(**mark));
    let end = match mark {
        Some(_) => marked(text),
        None => color(text).filter(|_| resets),
    };
    let Some(end) = end else {
        clear.push('[');
        return &text[1..];
    };
    if let Some(mark) = mark {
        // A mark in a string in a string has several backslashes.
        let before = clear.strip_suffix(*mark).unwrap_or(clear);
        clear.truncate(before.trim_end_matches('\\').len());
    }
    &text[end..]
}

/// Returns what follows a control character, and the sequence that U+009B introduces by itself.
fn after_control(text: &str) -> &str {
    let is_introducer = text.starts_with('\u{9b}');
    let rest = &text[text.chars().next().map_or(0, char::len_utf8)..];
    let end = final_byte(rest).filter(|_| is_introducer);
    &rest[end.unwrap_or(0)..]
}

/// Returns what follows the sequence that an escape character introduced.
fn after_escape(text: &str) -> &str {
    match text.as_bytes().first() {
        Some(b'[') => &text[sequence(text).unwrap_or(1)..],
        // An operating system command, such as a link. It ends with BEL or ESC \, and on the same line.
        Some(b']') => {
            let end = text.find(['\u{7}', '\u{1b}', '\u{9c}', '\n', '\r']);
            let command = end.map_or("", |end| &text[end..]);
            let ended = command.strip_prefix(['\u{7}', '\u{9c}']);
            ended
                .or_else(|| command.strip_prefix("\u{1b}\\"))
                .unwrap_or(&text[1..])
        }
        // The choice of a character set.
        Some(b'(' | b')') => text.get(2..).unwrap_or(&text[1..]),
        Some(b'7' | b'8' | b'=' | b'>' | b'M' | b'\\') => &text[1..],
        _ => text,
    }
}

/// The length of a sequence at the beginning of a text, with its bracket.
fn sequence(text: &str) -> Option<usize> {
    Some(1 + final_byte(&text[1..])?)
}

/// The length of parameters and final byte.
fn final_byte(text: &str) -> Option<usize> {
    let head = &text.as_bytes()[..text.len().min(LONGEST)];
    let end = head.iter().position(|byte| !(0x20..0x40).contains(byte))?;
    (0x40..0x7f).contains(&head[end]).then_some(end + 1)
}

/// The length of a sequence after a visible mark: a common one, because the mark may mean something else.
fn marked(text: &str) -> Option<usize> {
    let end = sequence(text)?;
    let is_common = text[..end].ends_with(|c| "mKJHABCDGhlsu".contains(c));
    let is_bare = end == 2;
    let is_word = text[end..].starts_with(|c: char| c.is_ascii_alphanumeric());
    (is_common && !(is_bare && is_word)).then_some(end)
}

/// The length of a color at the beginning of a text, with its bracket: `[1;31m`, but not `[5m]`.
fn color(text: &str) -> Option<usize> {
    let end = sequence(text)?;
    let numbers = &text[1..end - 1];
    let is_number = |byte: u8| byte.is_ascii_digit() || byte == b';';
    let is_color = text[..end].ends_with('m') && numbers.bytes().all(is_number);
    let is_erasure = matches!(&text[..end], "[K" | "[0K" | "[1K" | "[2K");
    let is_one = is_color && !numbers.is_empty() || is_erasure;
    (is_one && !text[end..].starts_with(']')).then_some(end)
}

/// Looks at bytes first: most texts have no such character.
fn has_control(text: &str) -> bool {
    let is_one = |byte: u8| byte.is_ascii_control() && byte != b'\n' && byte != b'\t';
    text.bytes().any(is_one) || !text.is_ascii() && text.contains(is_control)
}

fn is_control(character: char) -> bool {
    character.is_control() && character != '\n' && character != '\t'
}

const ESCAPE: u8 = 0x1b;

/// The longest sequence, in bytes.
const LONGEST: usize = 40;

/// How the escape character is written where it cannot be shown.
const MARKS: &[&str] = &[
    "\\u001b", "\\u001B", "\\x1b", "\\x1B", "\\033", "\\e", "^[", "\u{2190}", "\u{241b}",
    "\u{fffd}",
];

/// What ends a color.
const RESETS: &[&str] = &["[0m", "[39m", "[22m", "[39;49m"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_sequences_are_removed() {
        for (text, clear) in [
            ("\u{1b}[31;1mred\u{1b}[0m", "red"),
            ("\u{1b}[38;2;1;2;3mred\u{1b}[m\u{1b}[?25h\u{1b}[2K", "red"),
            ("a\u{9b}31mb\u{1b}(Bc\u{1b}7d", "abcd"),
            (
                "\u{1b}]8;;https://x\u{1b}\\link\u{1b}]8;;\u{1b}\\.",
                "link.",
            ),
            ("\u{1b}]8;;https://x\u{7}link\u{1b}]8;;\u{7}.", "link."),
            ("\u{1b}]0;never ended\nnext", "0;never ended\nnext"),
            ("[31mred[0m, 10\u{8}%", "red, 10%"),
            ("←[31mred←[0m ^[[1mbold^[[0m", "red bold"),
            (
                r"\x1b[31mred\x1b[0m \u001b[31mred \033[1mbold \e[K",
                "red red bold ",
            ),
            ("10%\r20%\r\nend\r", "10%\n20%\nend\n"),
        ] {
            assert_eq!(without_controls(text), clear, "{text:?}");
        }
    }

    #[test]
    fn brackets_are_not_colors() {
        for text in [
            "Still creating... [5m0s elapsed]",
            "rate(x[5m]) is [0m]",
            "rows [31 more] and a[3m",
            "[resourceId('Microsoft.Web/sites', 'x')]",
            "if [[ -z \"$x\" ]]",
            "ends with [",
        ] {
            assert_eq!(without_controls(text), text, "{text}");
        }
    }
}
