//! Shows text of files in messages: short, on one line, and harmless for terminals and for the agent.

/// Returns `text` in quotes. Control characters become `?`, long text is cut, and the agent finds no command in it.
pub fn shown(text: &str) -> String {
    format!("'{}'", shortened(text, LONGEST))
}

/// Returns `text` as [`shown`] does, without quotes and with at most `longest` characters of it.
pub(crate) fn shortened(text: &str, longest: usize) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for (count, character) in text.chars().enumerate() {
        if count == longest {
            out.push('…');
            break;
        }
        // `##vso[` anywhere in a line of a log is a command to the agent.
        if character == '#' && before == '#' {
            out.push(' ');
        }
        out.push(or_mark(character));
        before = character;
    }
    out
}

/// Returns a name as the value of an option in a hint, or `NAME` if it is none that a shell takes as it is.
pub fn argument(name: &str) -> &str {
    let is_plain = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '.' | '/');
    if !name.is_empty() && name.chars().all(is_plain) {
        name
    } else {
        "NAME"
    }
}

/// Returns a path for places: without control characters, and without commands to the agent.
pub fn harmless(path: &str) -> String {
    let path = path.replace("##", "#?");
    one_line(&path)
}

/// Returns a text as one line that a terminal shows as it is. Commands to the agent stay.
pub fn one_line(text: &str) -> String {
    text.chars().map(or_mark).collect()
}

/// Lists names for a message.
pub fn listed<'t>(names: impl IntoIterator<Item = &'t str>) -> String {
    let mut out = String::new();
    for (count, name) in names.into_iter().enumerate() {
        if count == MOST {
            out.push_str(", …");
            break;
        }
        if count > 0 {
            out.push_str(", ");
        }
        out.push_str(&shown(name));
    }
    out
}

/// Returns whether a character shows as itself. Control characters do not, nor those that turn the direction of what is
/// around them, nor those that nobody sees: the agent's search for a command looks past them.
pub fn is_harmless(character: char) -> bool {
    !character.is_control()
        && !matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}' | '\u{e0000}'..='\u{e0fff}')
}

fn or_mark(character: char) -> char {
    if is_harmless(character) {
        character
    } else {
        '?'
    }
}

/// In characters.
const LONGEST: usize = 160;

/// Names in a list.
const MOST: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_a_file_is_harmless_in_a_message() {
        let cases = [
            ("plain", "'plain'"),
            ("a\u{1b}[2Jb\nc", "'a?[2Jb?c'"),
            (
                "##vso[task.setvariable variable=x]y",
                "'# #vso[task.setvariable variable=x]y'",
            ),
            ("left\u{202e}right", "'left?right'"),
            ("no\u{200b}width\u{feff}", "'no?width?'"),
            // .NET compares as people read.
            ("#\u{200b}#\u{ad}vso[task.debug]x", "'#?#?vso[task.debug]x'"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected);
        }
        assert_eq!(harmless("a/\u{1b}##vso[b].yml"), "a/?#?vso[b].yml");
        assert_eq!(one_line("##[error]a\nb\u{2066}"), "##[error]a?b?");
        assert_eq!(argument("acme-1.x"), "acme-1.x");
        assert_eq!(argument("a b"), "NAME");
        assert_eq!(shown(&"x".repeat(1000)).chars().count(), LONGEST + 3);
        assert_eq!(listed(["a", "b"]), "'a', 'b'");
        assert_eq!(listed(["a"; 100]).matches('a').count(), MOST);
    }
}
