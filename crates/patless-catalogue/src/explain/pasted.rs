//! How a pasted text becomes readable: escapes of JSON and of HTML undone, colors and borders of a terminal taken out.

use super::wrapped;

/// Undoes what JSON, HTML and terminals did to a text. Lines stay lines.
///
/// A body in a log is often escaped twice. What is no escape stays: `TF401444` names an identity with backslashes.
pub(super) fn in_clear(text: &str) -> String {
    let mut clear = without_colors(end_of(text));
    for (escaped, plain) in REPLACEMENTS {
        clear = clear.replace(escaped, plain);
    }
    without_advice(&clear)
}

/// Takes out the times that the agent puts before each line, borders, and what our own reports advise: it names other
/// failures.
fn without_advice(text: &str) -> String {
    let mut kept = Vec::new();
    let mut advises = false;
    let lines = text.split('\n').map(without_time);
    for line in lines.map(wrapped::without_border) {
        let begins = line.starts_with("hint: ");
        let ends = line.starts_with("more: ") && line.contains("docs/TROUBLESHOOTING.md#");
        advises |= begins;
        if !advises && !ends {
            kept.push(line);
        }
        advises &= !ends;
    }
    kept.join("\n")
}

/// Takes a time such as `2026-11-21T19:50:45.1234567Z ` from the beginning of a line.
fn without_time(line: &str) -> &str {
    let Some((time, rest)) = line.split_once("Z ") else {
        return line;
    };
    let signs = |c: char| c.is_ascii_digit() || "-:.T".contains(c);
    let is_time = time.len() >= 19 && time.starts_with("20") && time.chars().all(signs);
    if is_time { rest } else { line }
}

/// Takes the end of a long text: in a log, the error stands there.
fn end_of(text: &str) -> &str {
    let surplus = text.len().saturating_sub(LIMIT_BYTES);
    &text[text.ceil_char_boundary(surplus)..]
}

/// The most that is read, in bytes. `patless doctor --explain -` keeps as much.
const LIMIT_BYTES: usize = 1024 * 1024;

/// In this order: what was escaped twice first. `\b` and `\f` are missing, as a GUID may follow a backslash.
const REPLACEMENTS: &[(&str, &str)] = &[
    ("\\\\r", "\n"),
    ("\\\\n", "\n"),
    ("\\\\\\\"", "\""),
    ("\\r", "\n"),
    ("\\n", "\n"),
    ("\\t", " "),
    ("\\\"", "\""),
    ("\\/", "/"),
    ("\\u0027", "'"),
    ("\\u0022", "\""),
    ("\\u0026", "&"),
    ("\\u003c", "<"),
    ("\\u003C", "<"),
    ("\\u003e", ">"),
    ("\\u003E", ">"),
    ("\\\\", "\\"),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&quot;", "\""),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&nbsp;", " "),
    ("&amp;", "&"),
    ("\u{2018}", "'"),
    ("\u{2019}", "'"),
    ("\u{201c}", "\""),
    ("\u{201d}", "\""),
    ("\r", "\n"),
];

/// Takes out the control sequences with which terminals are colored (ECMA-48 §8.3.117).
fn without_colors(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut clear = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| c.is_ascii_alphabetic());
        clear += end.map_or(part, |end| &part[end + 1..]);
    }
    clear
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_our_own_advice_are_taken_out() {
        let text = "2026-11-21T19:50:45.1234567Z a\n2026-11-21T19:50:45.1234567Z hint: b\n  c\nretry: no\nmore: docs/TROUBLESHOOTING.md#d\ne";
        assert_eq!(in_clear(text), "a\ne");
    }

    #[test]
    fn the_end_of_a_long_log_counts() {
        let log = format!(
            "AADSTS70021{}AADSTS700016: the end",
            "ö".repeat(LIMIT_BYTES)
        );
        let clear = in_clear(&log);
        assert!(clear.ends_with("AADSTS700016: the end") && !clear.contains("AADSTS70021"));
    }

    #[test]
    fn escapes_are_undone() {
        for (text, clear) in [
            (r#"{\"a\":\"x\r\ny\"}"#, "{\"a\":\"x\n\ny\"}"),
            (r"a\\r\\nb", "a\n\nb"),
            (r"\u0027x\u0027", "'x'"),
            ("&#39;x&#39; &lt;b&gt;", "'x' <b>"),
            ("\u{1b}[31;1mred\u{1b}[0m", "red"),
            ("a\r\nb", "a\n\nb"),
            (r"0f7c\\bca1\bca1", r"0f7c\bca1\bca1"),
        ] {
            assert_eq!(in_clear(text), clear, "{text}");
        }
    }
}
