//! Makes text of a scanned file safe to show: nothing in it is a command to a terminal, to the agent or to a GitHub runner.

use patless_catalogue::text::is_visible;

/// Makes one line of a text. Every character stays one character.
///
/// The agent looks for `##vso[` and the runner for `##[` anywhere in a line. So no two `#` are left beside each other, nor anything
/// behind one that their comparison might pass over.
pub(crate) fn clean(text: &str) -> String {
    let mut before = ' ';
    let clean = |letter: char| {
        let shown = match letter {
            '#' if before == '#' => '*',
            _ if letter.is_ascii_graphic() || letter == ' ' => letter,
            '\t' => ' ',
            _ if before == '#' => '?',
            _ if is_visible(letter) || SHOWN.contains(letter) => letter,
            _ => '\u{fffd}',
        };
        before = shown;
        shown
    };
    text.chars().map(clean).collect()
}

/// Makes lines of a text, each of them as [`clean`] does. The runner looks for `::` where a line begins.
pub(crate) fn clean_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(clean_line).collect();
    lines.join("\n")
}

fn clean_line(line: &str) -> String {
    let line = clean(line);
    // What is no space for Unicode is none here any more.
    if line.trim_start().starts_with("::") {
        line.replacen("::", "**", 1)
    } else {
        line
    }
}

/// What is shown beside letters and digits.
const SHOWN: &str = "…–—‘’“”«»·•→←✓✗×°§€£\u{fffd}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_in_any_spelling_is_broken() {
        for text in [
            "##vso[task.complete]",
            "#\u{ad}#vso[x]",
            "####[error]",
            "\u{200b}#\u{3164}\u{200b}#[x]",
        ] {
            let cleaned = clean(text);
            assert!(!cleaned.contains("##"), "{cleaned}");
            assert_eq!(cleaned.chars().count(), text.chars().count());
        }
    }

    #[test]
    fn no_character_makes_a_command_or_moves_the_cursor() {
        for letter in '\0'..=char::MAX {
            let cleaned = clean(&format!("#{letter}#{letter}vso[{letter}"));
            let letters: Vec<char> = cleaned.chars().collect();
            let harmless = letters.windows(2).all(|pair| {
                pair[0] != '#' || pair[1].is_ascii_graphic() && pair[1] != '#' || pair[1] == ' '
            });
            assert!(harmless, "{letter:?}: {cleaned:?}");
            assert!(!cleaned.chars().any(char::is_control), "{letter:?}");
        }
    }

    #[test]
    fn a_line_that_begins_like_a_command_is_broken() {
        let cleaned = clean_lines("a\n::error::b\n \t\u{3000}::add-mask::c\nd::e");
        let lines: Vec<_> = cleaned.lines().collect();
        assert_eq!(lines.len(), 4);
        assert!(
            lines
                .iter()
                .all(|line| !line.trim_start().starts_with("::"))
        );
        assert_eq!(lines[3], "d::e");
    }

    #[test]
    fn what_people_write_stays() {
        let text = "größe → „x“ # one $(PAT)";
        assert_eq!(clean(text).chars().count(), text.chars().count());
        assert!(clean(text).starts_with("größe → "), "{}", clean(text));
    }
}
