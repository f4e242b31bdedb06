//! Which phrases of the catalogue stand in a text, and where.

use std::collections::HashMap;

use crate::place::Place;

/// The first place of each phrase that a text contains.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrases {
    places: HashMap<&'static str, Place>,
}

impl Phrases {
    /// Adds a phrase at a place.
    pub(crate) fn add(&mut self, phrase: &'static str, place: Place) {
        let first = self.places.entry(phrase).or_insert(place);
        *first = place.min(*first);
    }

    /// The first place of a phrase. `None` if the text does not contain it, or if no row has it.
    pub(crate) fn place(&self, phrase: &str) -> Option<Place> {
        self.places.get(phrase).copied()
    }
}

/// Returns whether the words between two positions are not parts of longer words.
pub(crate) fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let inner = |neighbor: Option<char>, own: Option<char>| {
        let alphanumeric = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        alphanumeric(neighbor) && alphanumeric(own)
    };
    let words = &text[start..end];
    !inner(text[..start].chars().next_back(), words.chars().next())
        && !inner(words.chars().next_back(), text[end..].chars().next())
}
