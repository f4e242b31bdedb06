//! Finds the phrases of all rows in a text, in one pass.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};

use crate::place::Place;
use crate::reading::Reading;
use crate::rows::rows;

/// The first place of each phrase that a text contains.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrases {
    places: HashMap<&'static str, Place>,
}

impl Phrases {
    /// Looks for every phrase of every row, as whole words in any case.
    pub(crate) fn of(reading: &Reading) -> Self {
        let mut found = Self::default();
        found.add(&WHOLE, reading.words(), reading, is_whole);
        found
    }

    /// Adds the phrases of a reading whose spaces are removed.
    pub(crate) fn add_without_spaces(&mut self, reading: &Reading) {
        self.add(&WITHOUT_SPACES, reading.words(), reading, |_, _, _| true);
    }

    /// The first place of a phrase. `None` if the text does not contain it, or if no row has it.
    pub(crate) fn place(&self, phrase: &str) -> Option<Place> {
        self.places.get(phrase).copied()
    }

    fn add(
        &mut self,
        table: &Table,
        words: &str,
        reading: &Reading,
        is_one: fn(&str, usize, usize) -> bool,
    ) {
        for found in table
            .automaton
            .iter()
            .flat_map(|it| it.find_overlapping_iter(words))
        {
            if !is_one(words, found.start(), found.end()) {
                continue;
            }
            let place = reading.place(found.start());
            let first = self.places.entry(table.phrases[found.pattern()]);
            first
                .and_modify(|first| *first = place.min(*first))
                .or_insert(place);
        }
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

/// What is looked for, and what finds it.
struct Table {
    phrases: Vec<&'static str>,
    /// `None` never happens: the phrases are few and short.
    automaton: Option<AhoCorasick>,
}

impl Table {
    fn new(phrases: Vec<&'static str>, form: fn(&str) -> String) -> Self {
        let automaton = AhoCorasickBuilder::new()
            .build(phrases.iter().map(|phrase| form(phrase)))
            .ok();
        Self { phrases, automaton }
    }
}

static WHOLE: LazyLock<Table> = LazyLock::new(|| Table::new(all(), str::to_lowercase));

static WITHOUT_SPACES: LazyLock<Table> = LazyLock::new(|| {
    let long = all().into_iter().filter(|phrase| is_long(phrase));
    Table::new(long.collect(), |phrase| {
        phrase.to_lowercase().replace(' ', "")
    })
});

/// Returns whether a phrase is still unmistakable when the spaces between its words are removed.
fn is_long(phrase: &str) -> bool {
    phrase.len() >= 20 && phrase.matches(' ').count() >= 2
}

/// Every phrase of every row, each once, with the summaries, by which our own reports are recognized.
pub fn all() -> Vec<&'static str> {
    let mut phrases = Vec::new();
    for row in rows() {
        phrases.push(row.summary);
        for pattern in row.patterns {
            pattern.add_phrases(&mut phrases);
        }
    }
    phrases.sort_unstable();
    phrases.dedup();
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Phrases {
        Phrases::of(&Reading::with_spaces(text))
    }

    #[test]
    fn phrases_are_found_as_whole_words_in_any_case() {
        let found = places("remote: tf401019: The Git repository");
        assert!(found.place("TF401019").is_some());
        assert!(places("xtf401019").place("TF401019").is_none());
        assert!(places("tf4010191").place("TF401019").is_none());
        assert!(found.place("no row has these words").is_none());
    }

    #[test]
    fn a_phrase_inside_a_longer_one_is_found_as_well() {
        let found =
            places("self-signed certificate in certificate chain; Error: self-signed certificate");
        assert!(
            found
                .place("self-signed certificate in certificate chain")
                .is_some()
        );
        assert!(found.place("Error: self-signed certificate").is_some());
    }

    #[test]
    fn a_phrase_that_is_broken_anywhere_is_found_without_spaces() {
        let text = "No hosted parallelism has be\nen purchased or gran\nted";
        let phrase = "No hosted parallelism has been purchased or granted";
        let mut found = places(text);
        assert!(found.place(phrase).is_none());
        found.add_without_spaces(&Reading::without_spaces(text));
        assert!(found.place(phrase).is_some());
    }
}
