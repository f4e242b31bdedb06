//! Tells which file a command prints: `cat pat.txt`, `Get-Content pat.txt`, `< pat.txt`.

use std::ops::Range;

use crate::command_line::CommandLine;

/// Commands that print a file.
const READERS: &[&str] = &["cat", "type", "gc", "get-content"];

/// Returns what a command reads, if it prints one file: its place, and the file's name.
pub(crate) fn read_file<'t>(line: &CommandLine<'t>) -> Option<(Range<usize>, &'t str)> {
    let file = match line.words.as_slice() {
        [redirected] => redirected.text.strip_prefix('<')?,
        [redirection, file] if redirection.text == "<" => file.text,
        [reader, options @ .., file] => {
            let reads =
                READERS.contains(&reader.text) || reader.text.eq_ignore_ascii_case("get-content");
            let plain = options
                .iter()
                .all(|option| option.text.starts_with('-') && !option.text.contains('='));
            if !reads || !plain {
                return None;
            }
            file.text
        }
        [] => return None,
    };
    let named =
        !file.is_empty() && !file.contains(['$', '*', '<', '>']) || file.starts_with("$HOME");
    named.then(|| (line.at(), file))
}

/// Tells whether the text of `$(…)` or `(…)` prints a file whose name stands there.
pub(crate) fn prints_file(text: &str) -> bool {
    let inner = text.trim_start_matches(['$', '(', '`']).trim_start();
    let first = inner.split_whitespace().next().unwrap_or_default();
    READERS.iter().any(|name| first.eq_ignore_ascii_case(name)) && !inner.contains('$')
}
