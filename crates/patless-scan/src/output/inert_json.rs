//! JSON in ASCII, in which no line is a command to the agent or to a GitHub runner.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Writes a value on one line.
pub(super) fn write(value: &impl Serialize, out: &mut impl io::Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Inert))?;
    out.write_all(b"\n")
}

/// Escapes what is not ASCII, and the second of two `#`.
struct Inert;

impl Formatter for Inert {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut before = ' ';
        for letter in fragment.chars() {
            let plain = letter.is_ascii() && !letter.is_ascii_control();
            if plain && !(letter == '#' && before == '#') {
                write!(out, "{letter}")?;
            } else {
                let mut units = [0; 2];
                for unit in letter.encode_utf16(&mut units) {
                    write!(out, "\\u{unit:04x}")?;
                }
            }
            before = letter;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_reads_what_was_written_and_no_command_is_in_it() {
        let value = serde_json::json!([
            "##vso[task.debug]",
            "####[x]",
            "größe 😀",
            "a\n::error::b",
            "\u{7f}\u{1b}[31m"
        ]);
        let mut out = Vec::new();

        write(&value, &mut out).unwrap();

        let text = String::from_utf8(out).unwrap();
        assert!(!text.contains("##"), "{text}");
        assert!(
            text.trim_end()
                .bytes()
                .all(|byte| (b' '..=b'~').contains(&byte)),
            "{text}"
        );
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).unwrap(),
            value
        );
    }
}
