//! Lines that a console or a tool has wrapped, and the borders that tools draw around them.

/// Takes the border of a box from a line: Terraform draws one around an error, PowerShell puts a bar before it.
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

/// Puts lines together that a console broke at its width, in the middle of words. `None` where none looks like that.
///
/// What a console breaks fills its line: those lines are the widest. Whether a space was lost at a break, nobody can tell.
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

/// Tells whether a word that ends its line may go on in the next one.
///
/// `before` is the text up to the end of the word, `after` what follows it. The lines of our own reports begin with two
/// spaces.
pub(super) fn may_go_on(before: &str, after: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let columns = line.chars().count();
    let Some(next) = after.strip_prefix('\n') else {
        return after.is_empty() && CONSOLES.contains(&columns);
    };
    let goes_on = !next.is_empty() && !next.starts_with('\n') && !next.starts_with("  ");
    goes_on && columns >= *WIDTHS.start()
}

const BARS: [char; 3] = ['│', '┃', '║'];

/// The widths that consoles have, less the border of a box.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=250;

/// The widths that most have.
const CONSOLES: [usize; 2] = [80, 120];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_are_taken_off() {
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
    fn the_widest_lines_are_put_together() {
        let wide = "x".repeat(80);
        let text = format!("first\n{wide}\n{wide}\ny\nlast\n");
        let whole = format!("first\n{wide}{wide}y\nlast\n");
        assert_eq!(rejoined(&text), Some(whole));
        assert_eq!(rejoined("short\nlines"), None);
        assert_eq!(rejoined(&wide), None);
        assert_eq!(rejoined(""), None);
    }

    #[test]
    fn a_word_at_the_end_of_a_wide_line_may_go_on() {
        let wide = "x".repeat(80);
        assert!(may_go_on(&wide, "\nyz"));
        assert!(may_go_on(&wide, ""));
        assert!(!may_go_on(&wide, "\n  audience  x"));
        assert!(!may_go_on(&wide, "\n\ny"));
        assert!(!may_go_on(&wide, " and more"));
        assert!(!may_go_on("short", "\nyz"));
    }
}
