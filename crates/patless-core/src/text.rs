//! Owns how a text from outside gets into a message: on one line, and not too long.

/// Puts `text` on one line of at most `limit` characters: control characters and runs of white space become one space.
pub(crate) fn one_line(text: &str, limit: usize) -> String {
    let cleaned = text.replace(|c: char| c.is_control(), " ");
    let words: Vec<_> = cleaned.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_become_spaces() {
        assert_eq!(
            one_line("AADSTS70021: No.\r\nTrace ID: 1\u{1b}[31m", 80),
            "AADSTS70021: No. Trace ID: 1 [31m"
        );
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(one_line("äöü", 2), "äö…");
        assert_eq!(one_line("äöü", 3), "äöü");
    }
}
