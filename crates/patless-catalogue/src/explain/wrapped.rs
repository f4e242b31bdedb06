//! Undoes what consoles and tools do to long lines: line breaks in the middle of words, and borders.

/// Removes the border of a box from a line: Terraform draws a box around an error, PowerShell a bar in front of it.
pub(super) fn without_border(line: &str) -> &str {
    let inner = line.trim_start_matches(' ');
    if let Some(rest) = inner.strip_prefix(BARS) {
        let rest = rest.trim_end().trim_end_matches(BARS);
        return rest.strip_prefix(' ').unwrap_or(rest);
    }
    let indented = inner.len() < line.len();
    let rest = inner.strip_prefix("| ").filter(|_| indented);
    rest.unwrap_or(line)
}

/// Rejoins lines that a console broke at its width, in the middle of words. `None` if no line looks like that.
///
/// A line that a console breaks is as wide as the console, so these are the widest lines. A space may have been lost at a
/// break.
pub(super) fn rejoined(text: &str) -> Option<String> {
    let columns = |line: &str| line.chars().count();
    let widest = text.lines().map(columns).max()?;
    if !WIDTHS.contains(&widest) || widest == columns(text) {
        return None;
    }
    let mut whole = String::with_capacity(text.len());
    for line in text.lines() {
        whole.push_str(line);
        if columns(line) < widest {
            whole.push('\n');
        }
    }
    Some(whole)
}

/// Returns whether a word at the end of a line may continue on the next line.
///
/// `before` is the text up to the end of the word, `after` is the text that follows it. Value lines in our own reports
/// begin with two spaces.
pub(super) fn may_continue(before: &str, after: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let columns = line.chars().count();
    let Some(next) = after.strip_prefix('\n') else {
        return after.is_empty() && CONSOLES.contains(&columns);
    };
    let goes_on = !next.is_empty() && !next.starts_with('\n') && !next.starts_with("  ");
    goes_on && columns >= *WIDTHS.start()
}

const BARS: [char; 3] = ['│', '┃', '║'];

/// The possible widths of a console, without the border of a box.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=250;

/// The most common widths.
const CONSOLES: [usize; 2] = [80, 120];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_are_removed() {
        for (line, inner) in [
            ("│ Error: no", "Error: no"),
            ("│   on main.tf │", "  on main.tf "),
            ("     | AADSTS50166: Request", "AADSTS50166: Request"),
            ("| a | table |", "| a | table |"),
            ("  subject  x", "  subject  x"),
            ("│", ""),
        ] {
            assert_eq!(without_border(line), inner, "{line}");
        }
    }

    #[test]
    fn the_widest_lines_are_rejoined() {
        let wide = "x".repeat(80);
        let text = format!("first\n{wide}\n{wide}\ny\nlast\n");
        let whole = format!("first\n{wide}{wide}y\nlast\n");
        assert_eq!(rejoined(&text), Some(whole));
        assert_eq!(rejoined("short\nlines"), None);
        assert_eq!(rejoined(&wide), None);
        assert_eq!(rejoined(""), None);
    }

    #[test]
    fn a_word_at_the_end_of_a_wide_line_may_continue() {
        let wide = "x".repeat(80);
        assert!(may_continue(&wide, "\nyz"));
        assert!(may_continue(&wide, ""));
        assert!(!may_continue(&wide, "\n  audience  x"));
        assert!(!may_continue(&wide, "\n\ny"));
        assert!(!may_continue(&wide, " and more"));
        assert!(!may_continue("short", "\nyz"));
    }
}
