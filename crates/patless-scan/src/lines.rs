//! Turns byte offsets of a text into lines and columns.

use std::ops::Range;

use memchr::memchr_iter;

/// A place in a file, as editors count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in Unicode characters.
    pub column: usize,
    /// The offset from the start of the text, in bytes.
    pub offset: usize,
}

/// Where each line of a text begins.
#[derive(Debug)]
pub(crate) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub(crate) fn of(text: &str) -> Self {
        let after_newlines = memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Self {
            starts: std::iter::once(0).chain(after_newlines).collect(),
        }
    }

    /// Returns the index of the line, from 0, in which `offset` is.
    pub(crate) fn index(&self, offset: usize) -> usize {
        self.starts
            .partition_point(|start| *start <= offset)
            .saturating_sub(1)
    }

    /// Returns the range of a line by its index, without its line ending.
    pub(crate) fn range(&self, text: &str, index: usize) -> Range<usize> {
        let start = self.starts.get(index).copied().unwrap_or(text.len());
        let next = self.starts.get(index + 1).copied().unwrap_or(text.len());
        let line = text.get(start..next).unwrap_or_default();
        start..start + line.trim_end_matches(['\n', '\r']).len()
    }

    /// Returns the position of an offset.
    pub(crate) fn position(&self, text: &str, offset: usize) -> Position {
        let index = self.index(offset);
        let start = Position {
            line: index + 1,
            column: 1,
            offset: self.starts.get(index).copied().unwrap_or_default(),
        };
        self.position_after(start, text, offset)
    }

    /// Returns the position of an offset, and counts on from another: a line may have thousands of findings.
    pub(crate) fn position_after(&self, known: Position, text: &str, offset: usize) -> Position {
        if known.line != self.index(offset) + 1 || offset < known.offset {
            return self.position(text, offset);
        }
        let between = text.get(known.offset..offset).unwrap_or_default();
        Position {
            line: known.line,
            column: known.column + between.chars().count(),
            offset,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_after_letters_of_two_bytes_has_its_column_in_characters() {
        let text = "a\r\nöö x\n";
        let lines = Lines::of(text);

        let position = lines.position(text, text.find('x').unwrap());

        assert_eq!((position.line, position.column), (2, 4));
        assert_eq!(text.get(lines.range(text, 0)), Some("a"));
        let known = lines.position(text, text.find("ö x").unwrap());
        assert_eq!(lines.position_after(known, text, position.offset), position);
        assert_eq!(lines.position_after(position, text, known.offset), known);
        assert_eq!(lines.position_after(known, text, 0).line, 1);
    }
}
