//! Makes text of files harmless: what a terminal would obey is shown as it is called.

use patless_pipeline::shown::is_harmless;

/// Returns a text as one line without control characters.
pub(super) fn line(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\t' | '\n' | '\r' => ' ',
            _ => shown(letter),
        })
        .collect()
}

/// Returns a character, or a mark in its place: of the same number of characters, so that columns stay.
pub(super) fn shown(letter: char) -> char {
    match letter {
        '\t' => ' ',
        // The pictures of control characters stand in their order.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        // What turns the direction of text, or has no width.
        _ if !is_harmless(letter) => '\u{fffd}',
        _ => letter,
    }
}

/// Returns a text in which the agent finds no command, wherever it is in a line. It is as long as before.
pub(super) fn without_commands(text: &str) -> String {
    text.replace("##vso[", "#?vso[").replace("##[", "#?[")
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
        // .NET would look past what has no width.
        assert_eq!(line("#\u{ad}#\u{200b}vso["), "#\u{fffd}#\u{fffd}vso[");
    }

    #[test]
    fn an_agent_finds_no_command() {
        let text = "a ###vso[task.debug]b ##[error]c ## d";
        assert_eq!(
            without_commands(text),
            "a ##?vso[task.debug]b #?[error]c ## d"
        );
    }
}
