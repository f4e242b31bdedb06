//! Indents the further lines of texts in quotes, as the parser wants them and the service does not.

use std::borrow::Cow;

use saphyr_parser::ScanError;

/// The text of a file.
pub(super) struct QuotedLines<'t> {
    text: Cow<'t, str>,
    /// The line where the last such text begins, and how many lines of it are indented.
    last: (usize, usize),
    /// How many lines are indented in all.
    count: usize,
}

impl<'t> QuotedLines<'t> {
    /// Begins with a text as it is.
    pub(super) fn of(text: &'t str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            last: (0, 0),
            count: 0,
        }
    }

    /// Returns the text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Indents the line that the parser refuses. In quotes, white space at the begin of a line has no meaning. False: it
    /// refuses something else.
    pub(super) fn indent(&mut self, error: &ScanError) -> bool {
        let work = self.count * self.text.len();
        if !error.info().contains(REFUSAL) || self.count >= MOST || work > MOST_WORK {
            return false;
        }
        let begin = error.marker().line();
        let below = match self.last {
            (line, count) if line == begin => count + 1,
            _ => 1,
        };
        self.last = (begin, below);
        self.count += 1;
        let mut lines = self.text.split_inclusive('\n');
        let before: usize = lines.by_ref().take(begin + below - 1).map(str::len).sum();
        let spaces = " ".repeat(error.marker().col() + 1);
        if before < self.text.len() {
            self.text.to_mut().insert_str(before, &spaces);
            return true;
        }
        false
    }
}

/// What the parser says.
const REFUSAL: &str = "invalid indentation in quoted scalar";

/// Each line is another run of the parser.
const MOST: usize = 100;

/// In bytes that the parser reads again.
const MOST_WORK: usize = 20_000_000;
