//! One JSON document.

use std::io;

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

/// Writes JSON in which no agent finds a command.
pub(super) fn inert(document: &Value) -> String {
    format!("{document:#}")
        .replace("##vso[", "#\\u0023vso[")
        .replace("##[", "#\\u0023[")
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
}
