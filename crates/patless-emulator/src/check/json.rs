//! One JSON document.

use std::fmt::Write as _;
use std::io;

use patless_pipeline::shown::is_harmless;
use serde_json::{Value, json};

use super::found::{Found, name};

pub(super) fn write(found: &Found, out: &mut dyn io::Write) -> io::Result<()> {
    let faults: Vec<_> = found
        .faults
        .iter()
        .map(|fault| {
            json!({
                "severity": name(fault.severity),
                "file": &*fault.at.file,
                "line": position(fault.at.line),
                "column": position(fault.at.column),
                "message": fault.message,
                "hint": fault.hint,
            })
        })
        .collect();
    writeln!(out, "{}", inert(&json!({ "version": 1, "faults": faults })))
}

/// 0 means the whole file, or the whole line.
fn position(number: usize) -> Option<usize> {
    (number > 0).then_some(number)
}

/// Writes JSON in which no agent finds a command, and no terminal finds one either.
pub(super) fn inert(document: &Value) -> String {
    let text = format!("{document:#}")
        .replace("##vso[", "#\\u0023vso[")
        .replace("##[", "#\\u0023[");
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        // JSON escapes what comes before the space. The line breaks are those between its values.
        if letter.is_ascii() && letter != '\u{7f}' || is_harmless(letter) {
            out.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_in_a_text_is_none_in_json() {
        let text = inert(&json!({ "a": "##vso[task.debug]x" }));
        assert!(!text.contains("##"), "{text}");
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["a"], "##vso[task.debug]x");
    }

    #[test]
    fn what_a_terminal_obeys_is_escaped_in_json() {
        let hostile = "a\u{1b}[2J\u{7f}\u{9b}31m\u{202e}#\u{ad}#vso[x]\u{e0001}\n";
        let text = inert(&json!({ "a": hostile }));
        let is_shown = |it: char| it == '\n' || is_harmless(it);
        assert!(text.chars().all(is_shown), "{text:?}");
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["a"], hostile);
    }
}
