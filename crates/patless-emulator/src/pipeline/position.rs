//! Position in a pipeline file.

use std::fmt;
use std::sync::Arc;

/// Position in a pipeline file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Position {
    /// The path, as the user or the including file gave it.
    pub file: Arc<str>,
    /// The line, counted from 1. 0 means the whole file.
    pub line: usize,
}

impl Position {
    /// Makes the position of a line.
    pub(super) fn new(file: &Arc<str>, line: usize) -> Self {
        Self {
            file: Arc::clone(file),
            line,
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            f.write_str(&self.file)
        } else {
            write!(f, "{}:{}", self.file, self.line)
        }
    }
}
