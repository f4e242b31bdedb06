//! The state of a search: where a text repeats a secret, as far as it is known.

use std::ops::Range;

/// Whether a text repeats the secret.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Found {
    Nothing,
    Repetition,
}

/// What is known about a text so far.
pub(super) struct Search {
    pub(super) found: Found,
    /// For each byte of the text, whether it belongs to a repetition.
    pub(super) repeated: Vec<bool>,
    /// How many characters of all views were looked at.
    pub(super) looked_at: usize,
}

impl Search {
    /// Starts the search in a text.
    pub(super) fn of(text: &[u8]) -> Self {
        Self {
            found: Found::Nothing,
            repeated: vec![false; text.len()],
            looked_at: 0,
        }
    }

    /// Records that a part of the text repeats the secret.
    pub(super) fn note(&mut self, stretch: Range<usize>) {
        self.found = Found::Repetition;
        if let Some(places) = self.repeated.get_mut(stretch) {
            places.fill(true);
        }
    }

    /// Masks a backslash before a masked part: followed by an asterisk, it would make JSON invalid.
    pub(super) fn cover_whole_escapes(&mut self, text: &[u8]) {
        for place in (1..text.len()).rev() {
            if self.repeated[place] && text[place - 1] == b'\\' {
                self.repeated[place - 1] = true;
            }
        }
    }
}
