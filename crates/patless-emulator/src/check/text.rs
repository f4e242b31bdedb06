//! Text for people: each fault with its line and what to do, and a summary.

use std::collections::BTreeMap;
use std::io;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use patless_pipeline::{Fault, Severity};

use super::found::Found;
use super::visible;

/// Whether the text gets colors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// For a terminal.
    Colors,
    /// For a file or a log.
    Plain,
}

pub(super) fn write(found: &Found, paint: Paint, out: &mut dyn io::Write) -> io::Result<()> {
    let renderer = match paint {
        Paint::Colors => Renderer::styled(),
        Paint::Plain => Renderer::plain(),
    };
    let lines = Lines::of(found);
    for fault in &found.faults {
        writeln!(out, "{}\n", rendered(fault, &lines, &renderer))?;
    }
    writeln!(out, "{}", summary(found))
}

fn rendered(fault: &Fault, lines: &Lines<'_>, renderer: &Renderer) -> String {
    let (level, word) = match fault.severity {
        Severity::Error => (Level::ERROR, ""),
        Severity::Unsupported => (Level::WARNING, "unsupported: "),
        Severity::Warning => (Level::WARNING, ""),
    };
    let message = visible::line(&format!("{word}{}", fault.message));
    let path = visible::line(&fault.at.file);
    let line = line_of(fault, lines);
    let title = level.primary_title(message);
    let mut group = if lines.has(&fault.at.file) {
        title.element(
            Snippet::source(line.text.as_str())
                .line_start(fault.at.line.max(1))
                .path(path.as_str())
                .annotation(AnnotationKind::Primary.span(line.start..line.end)),
        )
    } else {
        // An option, or a file that cannot be read.
        title.element(Origin::path(path.as_str()))
    };
    if let Some(hint) = &fault.hint {
        group = group.element(Level::HELP.message(visible::line(hint)));
    }
    let groups: &[Group<'_>] = &[group];
    let rendered = renderer.render(groups);
    // Lines that end with spaces are none of ours.
    let lines: Vec<_> = rendered.lines().map(str::trim_end).collect();
    // The log of a check in a pipeline is read for commands, and the line of a file may be one.
    visible::without_commands(&lines.join("\n"))
}

/// The lines of the files that have faults.
struct Lines<'f>(BTreeMap<&'f str, Vec<&'f str>>);

impl<'f> Lines<'f> {
    /// Splits each file once.
    fn of(found: &'f Found) -> Self {
        let mut files = BTreeMap::new();
        for fault in &found.faults {
            if let Some(text) = found.texts.get(&fault.at.file) {
                let lines = || text.lines().collect();
                files.entry(&*fault.at.file).or_insert_with(lines);
            }
        }
        Self(files)
    }

    /// Returns whether a file was read.
    fn has(&self, file: &str) -> bool {
        self.0.contains_key(file)
    }

    /// Returns a line of a file, counted from 1. Empty: there is none.
    fn get(&self, file: &str, number: usize) -> &'f str {
        let lines = self.0.get(file).map_or(&[][..], Vec::as_slice);
        let index = number.checked_sub(1);
        index.and_then(|it| lines.get(it)).copied().unwrap_or("")
    }
}

/// A line as it is shown, and the bytes of it that are marked.
#[derive(Debug, Default)]
struct Line {
    text: String,
    start: usize,
    end: usize,
}

/// The longest line that is shown, in characters.
const LONGEST: usize = 200;

fn line_of(fault: &Fault, lines: &Lines<'_>) -> Line {
    let written = lines.get(&fault.at.file, fault.at.line);
    let text: String = written.chars().take(LONGEST).map(visible::shown).collect();
    let column = fault.at.column.saturating_sub(1);
    let from = |column: usize| {
        let mut letters = text.char_indices().map(|(at, _)| at);
        letters.nth(column).unwrap_or(text.len())
    };
    let start = from(column);
    let rest = text.get(start..).unwrap_or_default();
    let end = start + word_length(rest);
    Line { text, start, end }
}

/// Returns how many bytes of a line belong to what begins there: a key, or what is left of the line.
fn word_length(rest: &str) -> usize {
    let end = rest.find(": ").or_else(|| rest.find(" #"));
    rest.get(..end.unwrap_or(rest.len()))
        .unwrap_or_default()
        .trim_end()
        .trim_end_matches(':')
        .len()
}

fn summary(found: &Found) -> String {
    let files = counted(found.files, "file");
    let counts: Vec<_> = [
        (Severity::Error, "error", "errors"),
        (
            Severity::Unsupported,
            "that is not played here",
            "that are not played here",
        ),
        (Severity::Warning, "warning", "warnings"),
    ]
    .into_iter()
    .filter_map(|(severity, one, many)| match found.count(severity) {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    })
    .collect();
    if counts.is_empty() {
        format!("{files}, no fault")
    } else {
        format!("{files}, {}", counts.join(", "))
    }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 {
        format!("1 {what}")
    } else {
        format!("{count} {what}s")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use patless_pipeline::{Faults, Place};

    use super::*;

    #[test]
    fn a_line_of_a_file_is_no_command() {
        let file: Arc<str> = Arc::from("p.yml");
        let text = "steps:\n- bogus: ##vso[task.setvariable variable=a]b\n";
        let mut faults = Faults::default();
        let at = Place {
            line: 2,
            column: 3,
            ..Place::of_file(&file)
        };
        faults.error(&at, "##vso[task.setvariable variable=c]d is no name");
        let found = Found {
            faults: faults.into_sorted(),
            texts: [(file, Arc::from(text))].into(),
            files: 1,
        };
        for paint in [Paint::Colors, Paint::Plain] {
            let mut out = Vec::new();
            write(&found, paint, &mut out).unwrap();
            let out = String::from_utf8(out).unwrap();
            assert!(out.contains("variable=a]b"), "{out}");
            assert!(out.contains("variable=c]d"), "{out}");
            assert!(!out.contains("##"), "{out}");
        }
    }
}
