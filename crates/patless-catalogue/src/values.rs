//! The values in a failure report, by name.

use crate::field::Field;

/// The known values in a failure report.
#[derive(Clone, Debug, Default)]
pub struct Values {
    known: Vec<(Field, String)>,
}

impl Values {
    /// Sets a value, unless it is set already.
    pub fn set(&mut self, field: Field, value: &str) {
        if self.get(field).is_none() {
            self.known.push((field, value.to_owned()));
        }
    }

    /// Looks up a value: `***` if a log masked it, `None` if it is unknown.
    pub fn get(&self, field: Field) -> Option<&str> {
        let (_, value) = self.known.iter().find(|(own, _)| *own == field)?;
        Some(value)
    }

    /// Looks up a usable value: `None` also if it is masked or incomplete.
    pub(crate) fn known(&self, field: Field) -> Option<&str> {
        self.get(field)
            .filter(|value| *value != MASK && !value.ends_with(PIECE))
    }

    /// The values in display order.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &str)> {
        Field::ALL
            .iter()
            .filter_map(|&field| Some((field, self.get(field)?)))
    }
}

/// What the agent prints instead of a secret.
pub(crate) const MASK: &str = "***";

/// The end of a value of which only the beginning is known.
pub(crate) const PIECE: char = '…';
