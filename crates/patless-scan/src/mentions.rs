//! Tells whether a word is anywhere in a document, without a search for each of its steps.

use crate::document::Document;

impl Document<'_> {
    /// Tells whether a word, in small letters, is anywhere in it. Case does not count.
    pub(crate) fn mentions(&self, word: &'static str) -> bool {
        let mut known = self.known.words.borrow_mut();
        *known
            .entry(word)
            .or_insert_with(|| self.lower().contains(word))
    }
}
