//! The values that a failure is about, by their names.

use crate::field::Field;

/// The values that a failure is about, as far as they are known.
#[derive(Clone, Debug, Default)]
pub struct Values {
    known: Vec<(Field, String)>,
}

impl Values {
    /// Sets a value. The first one stays.
    pub fn set(&mut self, field: Field, value: &str) {
        if self.get(field).is_none() {
            self.known.push((field, value.to_owned()));
        }
    }

    /// Looks a value up, `***` where a log had masked it. `None` where nobody said it.
    pub fn get(&self, field: Field) -> Option<&str> {
        let (_, value) = self.known.iter().find(|(own, _)| *own == field)?;
        Some(value)
    }

    /// Looks a value up that can be used: a masked one is none, and neither is one of which only a piece is known.
    pub(crate) fn known(&self, field: Field) -> Option<&str> {
        self.get(field)
            .filter(|value| *value != MASK && !value.ends_with(PIECE))
    }

    /// The values in the order in which they are shown.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &str)> {
        Field::ALL
            .iter()
            .filter_map(|&field| Some((field, self.get(field)?)))
    }
}

/// What the agent writes in the place of a secret.
pub(crate) const MASK: &str = "***";

/// What a value ends with of which only the beginning is known.
pub(crate) const PIECE: char = '…';
