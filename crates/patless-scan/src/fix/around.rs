//! Takes words out of a command line.

use std::ops::Range;

use super::proposed::Edit;
use crate::document::Document;

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
}
