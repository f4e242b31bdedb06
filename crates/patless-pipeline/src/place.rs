//! Where something stands in a file.

use std::fmt;
use std::sync::Arc;

/// A line and a column of a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The path, as the user or the including file gave it, with `/`.
    pub file: Arc<str>,
    /// The line, counted from 1. 0 means the whole file.
    pub line: usize,
    /// The column in characters, counted from 1. 0 means the whole line.
    pub column: usize,
}

impl Place {
    /// Names a whole file.
    pub fn of_file(file: &Arc<str>) -> Self {
        Self {
            file: Arc::clone(file),
            line: 0,
            column: 0,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if self.column > 0 {
            write!(f, ":{}", self.column)?;
        }
        Ok(())
    }
}
