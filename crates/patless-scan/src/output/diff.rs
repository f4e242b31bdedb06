//! What a fix changes in a file, as a unified diff. It is for reading: PATs are asterisks in it, and commands are broken.

use std::io;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use similar::TextDiff;

use super::text::Paint;
use crate::clean::{clean, clean_lines};
use crate::literal::redact;

/// Writes the difference between two texts of a file.
pub fn diff(
    file: &str,
    before: &str,
    after: &str,
    paint: Paint,
    out: &mut impl io::Write,
) -> io::Result<()> {
    let (before, after) = (redact(before), redact(after));
    let file = clean(file);
    let lines = TextDiff::configure()
        .timeout(LONGEST)
        .diff_lines(&*before, &*after);
    let text = lines
        .unified_diff()
        .header(&format!("a/{file}"), &format!("b/{file}"))
        .to_string();
    for line in text.lines() {
        let style = match line.get(..1) {
            Some("+") if paint == Paint::Colors => AnsiColor::Green.on_default(),
            Some("-") if paint == Paint::Colors => AnsiColor::Red.on_default(),
            _ => Style::new(),
        };
        let line = clean_lines(line.trim_end());
        writeln!(out, "{style}{line}{style:#}")?;
    }
    Ok(())
}

/// After this time, a difference need no longer be the smallest.
const LONGEST: Duration = Duration::from_secs(1);

#[cfg(test)]
mod tests {
    use super::*;

    fn written(before: &str, after: &str) -> String {
        let mut out = Vec::new();
        diff("a.yml", before, after, Paint::Plain, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn changed_lines_stand_with_those_around_them() {
        let before = "a\r\nb\r\nc\r\n";
        assert_eq!(
            written(before, &before.replace('b', "x\r\ny")),
            "--- a/a.yml\n+++ b/a.yml\n@@ -1,3 +1,4 @@\n a\n-b\n+x\n+y\n c\n"
        );
    }

    #[test]
    fn a_line_around_a_change_is_no_command() {
        let before = "::error::x\n##vso[task.complete]\n\u{1b}[31m\nb\n";
        let text = written(before, &before.replace('b', "c"));

        assert!(
            !text.contains("##vso[") && !text.contains('\u{1b}'),
            "{text}"
        );
        assert!(
            text.lines()
                .all(|line| !line.trim_start().starts_with("::")),
            "{text}"
        );
    }
}
