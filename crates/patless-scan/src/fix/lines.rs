//! Takes a command out of an inline script.

use std::ops::Range;

use super::proposed::Edit;
use crate::document::Document;
use crate::script::Script;

impl Document<'_> {
    /// Makes the edit that deletes a command's lines. `None`: something else stands on them, they are inside a block of the script, or nothing would be left.
    pub(crate) fn without_command(
        &self,
        script: &Script<'_>,
        command: Range<usize>,
    ) -> Option<Edit> {
        let block_starts_a_line = self
            .text
            .get(..script.at.start)?
            .trim_end_matches(' ')
            .ends_with('\n');
        if !block_starts_a_line {
            return None;
        }
        let first = self.lines.index(command.start);
        let last = self.lines.index(command.end);
        let start = self.lines.range(self.text, first).start;
        let end = self.lines.range(self.text, last).end;
        let alone = self.text.get(start..command.start)?.trim().is_empty()
            && self.text.get(command.end..end)?.trim().is_empty();
        let others: Vec<usize> = (self.lines.index(script.at.start)
            ..=self.lines.index(script.at.end))
            .filter(|line| !(first..=last).contains(line))
            .filter_map(|line| self.indent_of_line(line))
            .collect();
        // A line of a block, such as the only one of an `if`, is more than its text.
        let base = others.iter().min()?;
        let plain = others.first() == Some(base) && self.indent_of_line(first) == Some(*base);
        let works_after = script.text().lines().any(|line| {
            let line = line.trim();
            !line.is_empty()
                && !line.starts_with('#')
                && !self.slice(command.clone()).contains(line)
        });
        let before = self.lines.range(self.text, first.checked_sub(1)?);
        let continued = self.slice(before.clone()).ends_with(['\\', '`', '|', '&'])
            && before.end > script.at.start;
        (alone && plain && works_after && !continued).then(|| Edit {
            at: before.end..end,
            text: String::new(),
        })
    }

    /// Returns how far a line is indented. `None`: it is empty.
    fn indent_of_line(&self, line: usize) -> Option<usize> {
        let text = self.slice(self.lines.range(self.text, line));
        let rest = text.trim_start();
        (!rest.is_empty()).then(|| text.len() - rest.len())
    }
}
