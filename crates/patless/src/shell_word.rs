//! Words of a shell.

/// Adds a text that a shell of Unix reads as one word: as it is if no shell reads anything into it, else in quotes.
pub(crate) fn push_quoted(line: &mut String, text: &str) {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.=/+:,@".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        line.push_str(text);
        return;
    }
    line.push('\'');
    for character in text.chars() {
        match character {
            '\'' => line.push_str(r"'\''"),
            other => line.push(other),
        }
    }
    line.push('\'');
}
