//! Lines that the emulator itself adds to a log.

use std::io::{self, Write};

use patless_pipeline::shown::one_line;

/// Writes a line. Names of a file may hold anything, and a terminal obeys some of it.
pub(super) fn say(out: &mut dyn Write, line: &str) -> io::Result<()> {
    writeln!(out, "{}", one_line(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_cannot_move_the_cursor() {
        let mut out = Vec::new();
        say(&mut out, "Job a\u{1b}[2J\nb").unwrap();
        assert_eq!(out, b"Job a?[2J?b\n");
    }
}
