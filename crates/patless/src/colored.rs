//! Colors for output at a terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

/// Whether lines get colors.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Colors {
    /// The beginnings of important lines are colored.
    On,
    /// Every line stays as it is, as in a job log.
    Off,
}

/// A stream that colors the beginning of lines, each of which is written with one call.
///
/// It comes after the code that makes server texts inert, so that its own escapes are the only ones.
#[derive(Debug)]
pub(crate) struct Colored<W> {
    out: W,
    colors: Colors,
}

impl<W: Write> Colored<W> {
    /// Takes the stream behind it.
    pub(crate) fn new(out: W, colors: Colors) -> Self {
        Self { out, colors }
    }
}

impl<W: Write> Write for Colored<W> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let begins = |(start, _): &&(&str, Style)| line.starts_with(start.as_bytes());
        match STARTS.iter().find(begins) {
            Some((start, style)) if self.colors == Colors::On => {
                let rest = &line[start.len()..];
                let colored = format!("{style}{start}{style:#}").into_bytes();
                self.out.write_all(&[&colored, rest].concat())?;
            }
            _ => self.out.write_all(line)?,
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The beginnings of lines that are colored, with their colors.
const STARTS: [(&str, Style); 6] = [
    ("✓", GOOD),
    ("nothing to fix", GOOD),
    ("✗", BAD),
    ("first thing to fix:", BAD),
    ("–", AnsiColor::Yellow.on_default()),
    ("hint:", AnsiColor::Cyan.on_default().bold()),
];

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default().bold();

#[cfg(test)]
mod tests {
    use super::*;

    fn written(colors: Colors, line: &str) -> String {
        let mut out = Vec::new();
        let mut colored = Colored::new(&mut out, colors);
        colored.write_all(line.as_bytes()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_mark_is_colored_and_the_rest_of_its_line_is_not() {
        let line = "✗ identity  ✓ in the text\n";
        let expected = "\x1b[1m\x1b[31m✗\x1b[0m identity  ✓ in the text\n";
        assert_eq!(written(Colors::On, line), expected);
    }

    #[test]
    fn other_lines_stay_as_they_are() {
        for line in ["{\"checks\":[]}\n", "\n", "  hint: deeper\n"] {
            assert_eq!(written(Colors::On, line), line);
        }
    }

    #[test]
    fn nothing_is_colored_without_colors() {
        for (start, _) in STARTS {
            assert_eq!(written(Colors::Off, start), start);
        }
    }
}
