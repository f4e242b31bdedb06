//! Undoes what consoles and typesetters do to long lines: line breaks in the middle of words.

/// Rejoins lines that a console broke at its width, in the middle of words, and words that were hyphenated. `None` if no
/// line looks like that.
///
/// A line that a console breaks is as wide as the console, so these are the widest lines. A space may have been lost at a
/// break.
pub(super) fn rejoined(text: &str) -> Option<String> {
    let whole = of_a_console(text);
    let joined = unhyphenated(whole.as_deref().unwrap_or(text));
    joined.or(whole)
}

/// Rejoins the widest lines. `None` if they are not as wide as a console.
fn of_a_console(text: &str) -> Option<String> {
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

/// Rejoins words at hyphens at the ends of lines. Between letters, the hyphen goes; beside a digit, it belongs to an id.
fn unhyphenated(text: &str) -> Option<String> {
    let mut whole = String::new();
    let mut done = 0;
    for (start, _) in text.match_indices("-\n") {
        let after = text[start + 2..].chars().next();
        let before = text[..start].chars().next_back();
        if !before.is_some_and(char::is_alphanumeric) || !after.is_some_and(char::is_alphanumeric) {
            continue;
        }
        let is_letter = |c: Option<char>| c.is_some_and(char::is_lowercase);
        let is_word = is_letter(before) && is_letter(after);
        whole.push_str(&text[done..start + usize::from(!is_word)]);
        done = start + 2;
    }
    (done > 0).then(|| whole + &text[done..])
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

/// The possible widths of a console, without the border of a box.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=250;

/// The most common widths.
const CONSOLES: [usize; 2] = [80, 120];

#[cfg(test)]
mod tests {
    use super::*;

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
    fn hyphenated_words_are_rejoined() {
        let text = "authen-\ntication of 8e2d4b60-\n1c7f - \nx -\ny\n-\nz";
        let whole = "authentication of 8e2d4b60-1c7f - \nx -\ny\n-\nz";
        assert_eq!(rejoined(text).as_deref(), Some(whole));
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
