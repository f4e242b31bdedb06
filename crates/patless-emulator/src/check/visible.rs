//! Makes text of files harmless: a terminal and an agent obey none of it. Columns stay.

/// Returns a text as one line without control characters, and without commands to the agent, which looks for them anywhere
/// in a line. The service writes `**vso[` in their place, too.
pub(super) fn line(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|letter| match letter {
            '\t' | '\n' | '\r' => ' ',
            _ => shown(letter),
        })
        .collect();
    line.replace("##vso[", "**vso[")
}

/// Returns a character, or a mark in its place: of the same number of characters, so that columns stay.
fn shown(letter: char) -> char {
    match letter {
        '\t' => ' ',
        // The pictures of control characters stand in their order.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        // What turns the direction of text, or has no width.
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => '\u{fffd}',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        assert_eq!(
            line("a\u{1b}[31mb\nc\td\u{202e}"),
            "a\u{241b}[31mb c d\u{fffd}"
        );
        assert_eq!(line("- ##vso[task.debug]x"), "- **vso[task.debug]x");
    }
}
