//! The last lines of a report for people: how much was found, read and passed over.

use std::io;

use crate::fix::FixClass;
use crate::level::Level;
use crate::report::Report;
use crate::rule::MOST_FINDINGS;

/// Whether a text has a summary at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Summary {
    /// It has.
    Shown,
    /// It has not.
    Left,
}

/// Writes the summary, where it is wanted.
pub(super) fn write_summary(
    report: &Report,
    summarized: Summary,
    out: &mut impl io::Write,
) -> io::Result<()> {
    match summarized {
        Summary::Shown => writeln!(out, "{}", summary(report)),
        Summary::Left => Ok(()),
    }
}

/// Says in one or more lines what was found and what was read.
fn summary(report: &Report) -> String {
    let levels = Level::ALL
        .iter()
        .rev()
        .map(|level| (report.count(*level), *level));
    let levels: Vec<_> = levels
        .filter(|(count, _)| *count > 0)
        .map(|(count, level)| counted(count, level.name()))
        .collect();
    let found = match report.findings.len() {
        0 => "no findings".to_owned(),
        count => format!("{}: {}", counted(count, "finding"), levels.join(", ")),
    };
    let taken = [
        (report.ignored, "ignored"),
        (report.known, "in the baseline"),
    ];
    let taken: String = taken
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, why)| format!("; {count} {why}"))
        .collect();
    let mut lines = vec![format!("{found}{taken}")];
    let passed = report.passed.iter();
    let passed: Vec<_> = passed
        .map(|(why, count)| format!("{count} {}", why.in_words()))
        .collect();
    let read = counted(report.read, "file");
    lines.push(if passed.is_empty() {
        format!("{read} read")
    } else {
        format!("{read} read; passed over: {}", passed.join(", "))
    });
    if !report.unreadable.is_empty() {
        let count = report.unreadable.len();
        lines.push(format!("{count} could not be read"));
    }
    if report.cut > 0 {
        let files = counted(report.cut, "file");
        lines.push(format!(
            "{files} with more than {MOST_FINDINGS} findings: the others are not shown"
        ));
    }
    let safe = report.fixable(FixClass::Safe);
    let other = report.fixable(FixClass::Unsafe);
    let fixes = [(safe, "--fix"), (other, "--fix=unsafe-only")];
    let fixes: Vec<_> = fixes
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, flag)| format!("{count} with {flag}"))
        .collect();
    if !fixes.is_empty() {
        lines.push(format!(
            "can be fixed: {}; --diff shows how",
            fixes.join(", ")
        ));
    }
    lines.join("\n")
}

/// `1 finding`, `2 findings`.
fn counted(count: usize, word: &str) -> String {
    let plural = match (count, word) {
        (1, _) | (_, "info") => "",
        _ => "s",
    };
    format!("{count} {word}{plural}")
}
