//! Bytes of characters.

/// Turns the parser's offsets, in characters, into bytes.
pub(super) struct Offsets<'t> {
    text: &'t str,
    /// For each block of characters, where it begins in bytes. Empty: the text is ASCII.
    blocks: Vec<usize>,
}

const BLOCK: usize = 256;

impl<'t> Offsets<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let blocks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices()
                .step_by(BLOCK)
                .map(|(at, _)| at)
                .collect()
        };
        Self { text, blocks }
    }

    pub(super) fn byte(&self, character: usize) -> usize {
        if self.blocks.is_empty() {
            return character.min(self.text.len());
        }
        let start = self
            .blocks
            .get(character / BLOCK)
            .copied()
            .unwrap_or(self.text.len());
        let rest = self.text.get(start..).unwrap_or_default();
        rest.char_indices()
            .nth(character % BLOCK)
            .map_or(self.text.len(), |(at, _)| start + at)
    }
}
