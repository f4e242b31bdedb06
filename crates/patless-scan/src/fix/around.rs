//! Edits around a place: an option taken out of a command line, a variable added to a step's `env`.

use std::ops::Range;

use super::proposed::Edit;
use crate::document::Document;
use crate::script::StepId;
use crate::yaml::Value;

impl Document<'_> {
    /// Takes words out of a command line, with the line that they leave empty, and its continuation.
    pub(crate) fn removal(&self, at: Range<usize>) -> Edit {
        const CONTINUES: [char; 3] = ['\\', '`', '^'];
        let line = self.lines.range(self.text, self.lines.index(at.start));
        let last = self.lines.range(self.text, self.lines.index(at.end));
        let before = self.slice(line.start..at.start);
        let after = self.slice(at.end..last.end).trim();
        let alone = before.trim().is_empty();
        let removed = if !alone {
            line.start + before.trim_end().len()..at.end
        } else if after.is_empty() {
            // The line before ends the command now.
            let earlier = self.text.get(..line.start).unwrap_or_default().trim_end();
            let earlier = earlier.strip_suffix(CONTINUES).unwrap_or(earlier);
            earlier.trim_end().len()..at.end
        } else if after.len() == 1 && after.starts_with(CONTINUES) {
            let rest = self.text.get(last.end..).unwrap_or_default();
            let ending = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
            line.start..last.end + ending
        } else {
            let rest = self.slice(at.end..last.end);
            at.start..at.end + (rest.len() - rest.trim_start().len())
        };
        Edit {
            at: removed,
            text: String::new(),
        }
    }

    /// Maps a variable in the `env` of a step. `None`: it is mapped already, or there is no place for it.
    pub(crate) fn mapping(&self, id: StepId, name: &str, value: &str) -> Option<Edit> {
        let node = self.step(id)?.node;
        let ending = self.line_ending();
        let indent_of = |at: usize| {
            let line = self.lines.range(self.text, self.lines.index(at));
            " ".repeat(self.slice(line.start..at).chars().count())
        };
        let Some(env) = node.entry("env") else {
            let in_braces = self.slice(node.at.clone()).starts_with('{');
            let end = self
                .lines
                .range(self.text, self.lines.index(node.at.end))
                .end;
            let indent = indent_of(node.at.start);
            return (!in_braces).then(|| Edit {
                at: end..end,
                text: format!("{ending}{indent}env:{ending}{indent}  {name}: {value}"),
            });
        };
        if env.value.entries().iter().any(|entry| entry.name() == name) {
            return None;
        }
        match &env.value.value {
            Value::Mapping(entries) if self.slice(env.value.at.clone()).starts_with('{') => {
                let more = if entries.is_empty() { "" } else { "," };
                let at = env.value.at.start + 1;
                Some(Edit {
                    at: at..at,
                    text: format!(" {name}: {value}{more}"),
                })
            }
            Value::Mapping(entries) => {
                let at = entries.first()?.key.at.start;
                let indent = indent_of(at);
                Some(Edit {
                    at: at..at,
                    text: format!("{name}: {value}{ending}{indent}"),
                })
            }
            Value::Scalar { .. } | Value::Sequence(_) => None,
        }
    }
}
