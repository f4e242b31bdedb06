//! Maps a variable in the `env` of a step.

use std::ops::Range;

use super::proposed::Edit;
use crate::document::Document;
use crate::script::StepId;
use crate::yaml::Entry;

impl Document<'_> {
    /// Makes the edit that maps a variable in a step. `None`: the step is written in braces, or maps the variable already.
    pub(crate) fn map_variable(&self, id: StepId, name: &str, value: &str) -> Option<Edit> {
        let step = self.step(id)?;
        if self.in_braces(&step.node.at) {
            return None;
        }
        let ending = self.line_ending();
        // Where a value is left out, its place is not known.
        let last = step.node.entries().last()?;
        if last.value.at.is_empty() {
            return None;
        }
        let (end, text) = if let Some(env) = step.node.entry("env") {
            if env.value.entry(name).is_some() {
                return None;
            }
            if self.in_braces(&env.value.at) {
                let more = if env.value.entries().is_empty() {
                    ""
                } else {
                    ","
                };
                let at = env.value.at.start + 1;
                return Some(Edit {
                    at: at..at,
                    text: format!(" {name}: {value}{more}"),
                });
            }
            let last = env.value.entries().last()?;
            if last.value.at.is_empty() {
                return None;
            }
            let indent = self.indent(last)?;
            (
                last.value.at.end,
                format!("{ending}{indent}{name}: {value}"),
            )
        } else {
            let indent = self.indent(step.node.entries().first()?)?;
            let text = format!("{ending}{indent}env:{ending}{indent}  {name}: {value}");
            (step.node.at.end, text)
        };
        let line = self.lines.range(self.text, self.lines.index(end));
        Some(Edit {
            at: line.end..line.end,
            text,
        })
    }

    /// Returns the line ending of the file.
    pub(crate) fn line_ending(&self) -> &'static str {
        let first = self.lines.range(self.text, 0).end;
        if self.slice(first..first + 2) == "\r\n" {
            "\r\n"
        } else {
            "\n"
        }
    }

    fn in_braces(&self, at: &Range<usize>) -> bool {
        self.slice(at.clone()).starts_with('{')
    }

    /// Returns the spaces that put a key below another one.
    fn indent(&self, entry: &Entry) -> Option<String> {
        let at = entry.key.at.start;
        let line = self.lines.range(self.text, self.lines.index(at));
        let before = self.text.get(line.start..at)?;
        before
            .trim_start()
            .trim_start_matches(['-', ' '])
            .is_empty()
            .then(|| " ".repeat(before.len()))
    }
}
