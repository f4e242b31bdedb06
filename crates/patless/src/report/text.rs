//! The text of a failure: several lines, for people.

use std::fmt;

use patless_catalogue::Row;

use super::headline::headline;
use super::hint::hint;
use super::values::values;
use crate::failure::Failure;

/// A failure in words.
#[derive(Debug)]
#[non_exhaustive]
pub struct Report {
    /// One line: the cause first.
    pub headline: String,
    /// Values that help, by name.
    pub values: Vec<(&'static str, String)>,
    /// What to do next. `None` if we can add nothing to the headline.
    pub hint: Option<String>,
    /// The row of its cause.
    pub row: &'static Row,
}

impl Report {
    /// Describes a failure.
    pub fn of(error: &Failure) -> Self {
        Self {
            headline: headline(error),
            values: values(error),
            hint: hint(error),
            row: error.cause().row(),
        }
    }
}

impl fmt::Display for Report {
    /// Writes the whole text, over several lines.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headline)?;
        let width = self
            .values
            .iter()
            .map(|(name, _)| name.len())
            .max()
            .unwrap_or_default();
        for (name, value) in &self.values {
            write!(f, "\n  {name:width$}  {value}")?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\n\nhint: {hint}")?;
        }
        let row = self.row;
        write!(
            f,
            "\nretry: {}\nmore: {}",
            row.retry.in_words(),
            row.address()
        )
    }
}
