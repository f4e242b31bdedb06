//! A search: what is known so far of where a text repeats a secret.

use std::ops::Range;

/// Whether a text repeats the secret.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Found {
    Nothing,
    Repetition,
}

/// What is known of a text so far.
pub(super) struct Search {
    pub(super) found: Found,
    /// For each byte of the text, whether it belongs to a repetition.
    pub(super) repeated: Vec<bool>,
    /// How many characters of all views were looked at.
    pub(super) looked_at: usize,
}

impl Search {
    /// Begins to look through a text.
    pub(super) fn of(text: &[u8]) -> Self {
        Self {
            found: Found::Nothing,
            repeated: vec![false; text.len()],
            looked_at: 0,
        }
    }

    /// Notes that a stretch of the text repeats the secret.
    pub(super) fn note(&mut self, stretch: Range<usize>) {
        self.found = Found::Repetition;
        if let Some(places) = self.repeated.get_mut(stretch) {
            places.fill(true);
        }
    }

    /// Covers a backslash in front of what is covered: with an asterisk behind it, JSON could not be read any more.
    pub(super) fn cover_whole_escapes(&mut self, text: &[u8]) {
        for place in (1..text.len()).rev() {
            if self.repeated[place] && text[place - 1] == b'\\' {
                self.repeated[place - 1] = true;
            }
        }
    }
}
