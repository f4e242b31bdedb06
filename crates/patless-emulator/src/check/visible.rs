//! Makes text of files harmless: a terminal and an agent obey none of it. Columns stay.

use patless_pipeline::shown::is_harmless;

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
        _ if !is_harmless(letter) => '\u{fffd}',
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
