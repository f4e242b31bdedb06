//! Finds the phrases of all rows in a text, in one pass.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};

use crate::phrases::{Phrases, is_whole};
use crate::reading::Reading;
use crate::rows::rows;

/// Looks for every phrase of every row, as whole words in any case.
pub(super) fn in_text(text: &str) -> (Reading, Phrases) {
    let mut phrases = Phrases::default();
    let reading = Reading::with_spaces(text);
    WHOLE.add_to(&mut phrases, &reading, is_whole);
    if text.contains('\n') {
        // A line may have been broken within a word.
        let reading = Reading::without_spaces(text);
        WITHOUT_SPACES.add_to(&mut phrases, &reading, |_, _, _| true);
    }
    (reading, phrases)
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

    fn add_to(
        &self,
        phrases: &mut Phrases,
        reading: &Reading,
        is_one: fn(&str, usize, usize) -> bool,
    ) {
        let words = reading.words();
        let automaton = self.automaton.iter();
        for found in automaton.flat_map(|it| it.find_overlapping_iter(words)) {
            if is_one(words, found.start(), found.end()) {
                let phrase = self.phrases[found.pattern()];
                phrases.add(phrase, reading.place(found.start()));
            }
        }
    }
}

static WHOLE: LazyLock<Table> = LazyLock::new(|| Table::new(phrases(), str::to_lowercase));

static WITHOUT_SPACES: LazyLock<Table> = LazyLock::new(|| {
    let long = phrases().into_iter().filter(|phrase| is_long(phrase));
    Table::new(long.collect(), |phrase| {
        phrase.to_lowercase().replace([' ', '-'], "")
    })
});

/// Returns whether a phrase is still unmistakable when the spaces between its words are removed.
fn is_long(phrase: &str) -> bool {
    phrase.len() >= 20 && phrase.matches(' ').count() >= 2
}

/// Every phrase of every row, each once, with the summaries, by which our own reports are recognized.
pub fn phrases() -> Vec<&'static str> {
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

    fn found(text: &str) -> Phrases {
        in_text(text).1
    }

    #[test]
    fn phrases_are_found_as_whole_words_in_any_case() {
        let phrases = found("remote: tf401019: The Git repository");
        assert!(phrases.place("TF401019").is_some());
        assert!(found("xtf401019").place("TF401019").is_none());
        assert!(found("tf4010191").place("TF401019").is_none());
        assert!(phrases.place("no row has these words").is_none());
    }

    #[test]
    fn a_phrase_inside_a_longer_one_is_found_as_well() {
        let long = "self-signed certificate in certificate chain";
        let phrases =
            found("self-signed certificate in certificate chain; Error: self-signed certificate");
        assert!(phrases.place(long).is_some());
        assert!(phrases.place("Error: self-signed certificate").is_some());
    }

    #[test]
    fn a_phrase_that_is_broken_anywhere_is_found_without_spaces() {
        let phrase = "No hosted parallelism has been purchased or granted";
        let broken = "No hosted parallelism has be\nen purchased or gran\nted";
        assert!(found(broken).place(phrase).is_some());
        assert!(found(&broken.replace('\n', " ")).place(phrase).is_none());
    }
}
