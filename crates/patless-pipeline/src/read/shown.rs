//! Text of a file, as a message may show it: one line, short, and without what a terminal obeys.

/// Puts `text` between backticks. Control characters are escaped, and a long text is cut.
pub(super) fn shown(text: &str) -> String {
    let mut shown = String::from("`");
    for (count, character) in text.chars().enumerate() {
        if count == LENGTH {
            shown.push('…');
            break;
        }
        if character.is_control() || is_invisible(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown.push('`');
    // The agent obeys a command anywhere in a line, and a message may end up in the log of a job.
    shown.replace("##vso[", "##vso [").replace("##[", "## [")
}

/// Lists names, separated by commas. Of many, the first ones.
pub(super) fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let mut list = String::new();
    for (count, name) in names.into_iter().enumerate() {
        if count == NAMES {
            list.push_str(" and others");
            break;
        }
        if count > 0 {
            list.push_str(", ");
        }
        list.push_str(&shown(name));
    }
    list
}

/// Characters that reorder or hide text in a terminal.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

/// Characters of a text that are shown.
const LENGTH: usize = 60;

/// Names of a list that are shown.
const NAMES: usize = 30;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_or_an_agent_obeys_is_made_harmless() {
        assert_eq!(shown("a\u{1b}[31mb\n"), "`a\\u{1b}[31mb\\u{a}`");
        assert_eq!(
            shown("##vso[task.complete result=Failed;]"),
            "`##vso [task.complete result=Failed;]`"
        );
        assert_eq!(shown("a\u{202e}b"), "`a\\u{202e}b`");
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(shown(&"ä".repeat(1000)).chars().count(), 63);
    }
}
