//! Makes text from outside safe to print in a message: on one line, without logging commands, of limited length.

/// Returns whether a character is visible: an ASCII symbol, a letter or a digit.
///
/// Some letters are invisible: Unicode has fillers among them (`Default_Ignorable_Code_Point`).
pub fn is_visible(character: char) -> bool {
    let is_filler = matches!(
        character,
        '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}' | '\u{ffa0}'
    );
    character.is_ascii_graphic() || (character.is_alphanumeric() && !is_filler)
}

/// Replaces every character that is not `shown`, and every non-ASCII character next to a `#`, by a space.
///
/// The agent searches for `##vso[` with culture-sensitive rules, which ignore some characters that Unicode classifies as
/// letters. Which ones depends on the version of its tables. So only ASCII characters, which are never ignored, may stand
/// next to a `#`.
pub fn harmless(text: &str, shown: impl Fn(char) -> bool) -> String {
    let mut harmless = String::with_capacity(text.len());
    // Where the trailing run of non-ASCII characters begins.
    let mut foreign = None;
    for character in text.chars() {
        let character = if shown(character) { character } else { ' ' };
        if character.is_ascii() {
            if let Some(start) = foreign.take().filter(|_| character == '#') {
                harmless.truncate(start);
                harmless.push(' ');
            }
        } else {
            let start = *foreign.get_or_insert(harmless.len());
            if harmless[..start].ends_with('#') {
                // One space for the whole run.
                harmless.truncate(start);
                harmless.push(' ');
                foreign = Some(start);
                continue;
            }
        }
        harmless.push(character);
    }
    harmless
}

/// Puts `text` on one line of at most `limit` characters.
///
/// Only visible characters are kept: letters, digits, ASCII symbols. All others, such as control and format characters,
/// become spaces, and runs of spaces become one. A word that does not fit is replaced by `…` and **never cut**: the agent
/// masks a secret only as a whole, so the beginning of one would be printed in plain text.
pub fn one_line(text: &str, limit: usize) -> String {
    let visible = harmless(text, is_visible);
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
    fn only_ascii_characters_stay_next_to_a_number_sign() {
        for character in '\0'..=char::MAX {
            for text in [
                format!("#{character}#vso[x"),
                format!("#{character}{character}#"),
                format!("é{character}#ü{character}vso["),
                format!("ü#{character}"),
            ] {
                let line = one_line(&text, 80);
                let line: Vec<_> = line.chars().collect();
                let harmless = line
                    .windows(2)
                    .all(|pair| !pair.contains(&'#') || (pair[0].is_ascii() && pair[1].is_ascii()));
                assert!(harmless, "{text:?}: {line:?}");
            }
            let doubled = one_line(&format!("#{character}#"), 80);
            assert!(character == '#' || !doubled.contains("##"), "{character:?}");
        }
    }

    #[test]
    fn invisible_letters_become_spaces() {
        for filler in [
            "\u{115f}",
            "\u{1160}",
            "\u{17b4}",
            "\u{3164}",
            "\u{ffa0}",
            "\u{2800}",
            "\u{e0041}",
            "\u{fe0f}",
        ] {
            assert_eq!(one_line(&format!("a{filler}b"), 80), "a b");
        }
    }

    #[test]
    fn letters_away_from_number_signs_stay() {
        assert_eq!(harmless("größe #1 über", is_visible), "größe #1 über");
        assert_eq!(harmless("aé#b#éc", is_visible), "a #b# c");
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
