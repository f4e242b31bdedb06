//! Place in a pipeline file.

use std::fmt;
use std::sync::Arc;

/// A place in a pipeline file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Position {
    /// The path as the user or the including file wrote it.
    pub file: Arc<str>,
    /// The line, counted from 1; 0 stands for the whole file.
    pub line: usize,
}

impl Position {
    /// Names a line of a file.
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
