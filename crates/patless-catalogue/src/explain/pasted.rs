//! Makes a pasted text readable: undoes JSON and HTML escapes, and removes terminal colors and borders.

use super::wrapped;

/// Undoes the escapes of JSON and HTML and removes the output of terminals. Keeps the line structure.
///
/// A response body in a log is often escaped twice. A backslash that is not an escape stays: `TF401444` names an identity
/// with backslashes.
pub(super) fn in_clear(text: &str) -> String {
    let mut clear = without_colors(end_of(text));
    for (escaped, plain) in REPLACEMENTS {
        clear = clear.replace(escaped, plain);
    }
    without_hints(&clear)
}

/// Removes the agent's timestamps, borders, and the hints of our own reports, which mention other failures.
fn without_hints(text: &str) -> String {
    let mut kept = Vec::new();
    let mut in_hint = false;
    let lines = text.split('\n').map(without_time);
    for line in lines.map(wrapped::without_border) {
        let begins = line.starts_with("hint: ");
        let ends = line.starts_with("more: ") && line.contains("docs/TROUBLESHOOTING.md#");
        in_hint |= begins;
        if !in_hint && !ends {
            kept.push(line);
        }
        in_hint &= !ends;
    }
    kept.join("\n")
}

/// Removes a timestamp such as `2026-11-21T19:50:45.1234567Z ` from the beginning of a line.
fn without_time(line: &str) -> &str {
    let Some((time, rest)) = line.split_once("Z ") else {
        return line;
    };
    let signs = |c: char| c.is_ascii_digit() || "-:.T".contains(c);
    let is_time = time.len() >= 19 && time.starts_with("20") && time.chars().all(signs);
    if is_time { rest } else { line }
}

/// Returns the end of a long text: that is where a log shows the error.
fn end_of(text: &str) -> &str {
    let surplus = text.len().saturating_sub(LIMIT_BYTES);
    &text[text.ceil_char_boundary(surplus)..]
}

/// The most text that is read, in bytes. `patless doctor --explain -` has the same limit.
const LIMIT_BYTES: usize = 1024 * 1024;

/// Applied in this order, double escapes first. `\b` and `\f` are not replaced, because a GUID may follow a backslash.
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

/// Removes the control sequences for terminal colors (ECMA-48 §8.3.117).
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
    fn timestamps_and_our_own_hints_are_removed() {
        let text = "2026-11-21T19:50:45.1234567Z a\n2026-11-21T19:50:45.1234567Z hint: b\n  c\nretry: no\nmore: docs/TROUBLESHOOTING.md#d\ne";
        assert_eq!(in_clear(text), "a\ne");
    }

    #[test]
    fn only_the_end_of_a_long_log_is_read() {
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
