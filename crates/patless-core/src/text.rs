//! Owns how a text from outside gets into a message: on one line, harmless, and not too long.

/// Puts `text` on one line of at most `limit` characters.
///
/// Only what can be seen is kept: letters, digits, ASCII signs. The rest, control and format characters among it, becomes
/// a space, and runs of spaces become one. A word that does not fit is replaced by `…`, **never cut**: the agent masks a
/// secret as a whole only, and the beginning of one would be in clear.
pub(crate) fn one_line(text: &str, limit: usize) -> String {
    let visible = text.replace(|c: char| !c.is_ascii_graphic() && !c.is_alphanumeric(), " ");
    let mut line = String::new();
    let mut length = 0;
    for word in visible.split_whitespace() {
        let space = usize::from(!line.is_empty());
        length += space + word.chars().count();
        if length > limit {
            line.push_str(&" …"[1 - space..]);
            return line;
        }
        line.push_str(&" "[..space]);
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_and_invisible_characters_become_spaces() {
        assert_eq!(
            one_line("AADSTS70021: No.\r\nTrace ID: 1\u{1b}[31m", 80),
            "AADSTS70021: No. Trace ID: 1 [31m"
        );
        assert_eq!(one_line("##\u{200b}vso[\u{feff}x", 80), "## vso[ x");
    }

    #[test]
    fn a_long_text_ends_between_words() {
        assert_eq!(one_line("eins zwei drei", 14), "eins zwei drei");
        assert_eq!(one_line("eins zwei drei", 13), "eins zwei …");
        assert_eq!(one_line("größe über", 5), "größe …");
    }

    #[test]
    fn the_beginning_of_a_long_word_is_never_shown() {
        assert_eq!(one_line("sekret-0123456789", 10), "…");
        assert_eq!(one_line("is sekret-0123456789", 10), "is …");
    }
}
