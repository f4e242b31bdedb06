//! Text for people: each finding with its line, what to write now, and a summary at the end.

use std::io;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level as Kind, Renderer, Snippet};

use super::summary::{Summary, write_summary};
use crate::clean::{clean, clean_lines};
use crate::finding::Finding;
use crate::level::Level;
use crate::report::Report;

/// Whether the text gets colors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// For a terminal.
    Colors,
    /// For a file or a log.
    Plain,
}

/// Writes a report.
pub fn text(
    report: &Report,
    paint: Paint,
    summarized: Summary,
    out: &mut impl io::Write,
) -> io::Result<()> {
    let renderer = match paint {
        Paint::Colors => Renderer::styled().hyperlink(false),
        Paint::Plain => Renderer::plain(),
    };
    for finding in &report.findings {
        writeln!(out, "{}\n", rendered(finding, &renderer))?;
    }
    write_summary(report, summarized, out)
}

fn rendered(finding: &Finding, renderer: &Renderer) -> String {
    let kind = match finding.level {
        Level::Error => Kind::ERROR,
        Level::Warning => Kind::WARNING,
        Level::Info => Kind::INFO,
        Level::Note => Kind::NOTE,
    };
    let line = clean(&finding.line_text);
    let span = span(&line, finding);
    let annotation = AnnotationKind::Primary.span(span);
    let snippet = Snippet::source(line.as_str())
        .line_start(finding.start.line)
        .path(clean(&finding.file))
        .annotation(annotation.label(clean(&finding.sink)));
    let title = kind.primary_title(clean(&finding.message));
    let group = title
        .id(finding.rule.id)
        .element(snippet)
        .element(Kind::HELP.message(clean_lines(&finding.replacement)))
        .element(Kind::NOTE.with_name("more").message(finding.rule.page()));
    let groups: &[Group<'_>] = &[group];
    let rendered = renderer.render(groups);
    // Lines that end with spaces are none of ours.
    let lines: Vec<_> = rendered.lines().map(str::trim_end).collect();
    lines.join("\n")
}

/// Returns the bytes of a finding in its line as it is shown: of the same number of characters, and of others bytes.
fn span(line: &str, finding: &Finding) -> Range<usize> {
    let byte = |column: usize| {
        let letters = line.char_indices().map(|(at, _)| at);
        letters
            .chain(std::iter::once(line.len()))
            .nth(column.saturating_sub(1))
            .unwrap_or(line.len())
    };
    let start = byte(finding.start.column);
    start..byte(finding.end.column).max(start)
}
