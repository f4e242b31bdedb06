//! The view of a decoded answer: characters, each with its source position in the answer.

use std::ops::{Deref, Range};

use zeroize::{DefaultIsZeroes, Zeroizing};

/// One character of a view.
#[derive(Clone, Copy, Default)]
pub(super) struct Character {
    /// The character, or the byte that was decoded. 0 for what is not ASCII.
    pub(super) byte: u8,
    /// Where its source begins in the answer.
    start: u32,
    /// Where its source ends.
    end: u32,
    /// The longest stretch in between that is no source of it.
    gap: Gap,
}

/// A stretch of an answer.
#[derive(Clone, Copy, Default)]
struct Gap {
    start: u32,
    end: u32,
}

impl Gap {
    fn length(self) -> u32 {
        self.end.saturating_sub(self.start)
    }
}

impl DefaultIsZeroes for Character {}

impl Character {
    /// Makes a character that comes from so many bytes of the answer, which is far shorter than 4 GiB.
    fn new(byte: u8, start: usize, length: usize) -> Self {
        let place = |it| u32::try_from(it).unwrap_or(u32::MAX);
        Self {
            byte,
            start: place(start),
            end: place(start + length),
            gap: Gap::default(),
        }
    }

    /// Makes a character out of this one and `last`, whichever of them is in front. What is between them has no meaning.
    pub(super) fn up_to(self, last: Self, byte: u8) -> Self {
        let (front, back) = if self.start <= last.start {
            (self, last)
        } else {
            (last, self)
        };
        let between = Gap {
            start: front.end,
            end: back.start,
        };
        let mut gap = between;
        for other in [front.gap, back.gap] {
            if other.length() > gap.length() {
                gap = other;
            }
        }
        Self {
            byte,
            start: front.start,
            end: front.end.max(back.end),
            gap,
        }
    }

    /// The stretches of the answer that it comes from.
    pub(super) fn sources(&self) -> [Range<usize>; 2] {
        let stretch = |start: u32, end: u32| start as usize..end as usize;
        match self.gap.length() {
            0 => [stretch(self.start, self.end), 0..0],
            _ => [
                stretch(self.start, self.gap.start),
                stretch(self.gap.end, self.end),
            ],
        }
    }
}

/// One decoding of an answer. It may contain a secret, and is wiped on drop.
pub(super) struct View(Zeroizing<Vec<Character>>);

impl View {
    /// Reserves space for this many characters: a vector that grows leaves a copy behind, and one that is too large is slow
    /// to wipe.
    pub(super) fn with_capacity(count: usize) -> Self {
        Self(Zeroizing::new(Vec::with_capacity(count)))
    }

    /// Reads bytes as text. Invalid UTF-8 is read byte by byte.
    pub(super) fn of_text(bytes: &[u8]) -> Self {
        let mut view = Self::with_capacity(bytes.len());
        let mut start = 0;
        for chunk in bytes.utf8_chunks() {
            for character in chunk.valid().chars() {
                let length = character.len_utf8();
                view.push(Character::new(ascii(character), start, length));
                start += length;
            }
            for _ in chunk.invalid() {
                view.push(Character::new(0, start, 1));
                start += 1;
            }
        }
        view
    }

    /// Takes bytes as they are.
    pub(super) fn of_bytes(bytes: &[u8]) -> Self {
        let mut view = Self::with_capacity(bytes.len());
        for (start, &byte) in bytes.iter().enumerate() {
            view.push(Character::new(byte, start, 1));
        }
        view
    }

    /// Keeps some of its characters, by their byte and the one behind it.
    pub(super) fn filtered(&self, which: impl Fn(u8, u8) -> bool) -> Self {
        let next = |place: usize| self.get(place + 1).map_or(0, |it| it.byte);
        let places = || (0..self.len()).filter(|&it| which(self[it].byte, next(it)));
        let mut view = Self::with_capacity(places().count());
        view.0.extend(places().map(|it| self[it]));
        view
    }

    /// Reads it backwards.
    pub(super) fn reversed(&self) -> Self {
        let mut view = Self::with_capacity(self.len());
        view.0.extend(self.iter().rev());
        view
    }

    pub(super) fn push(&mut self, character: Character) {
        self.0.push(character);
    }

    pub(super) fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }
}

impl Deref for View {
    type Target = [Character];

    fn deref(&self) -> &[Character] {
        &self.0
    }
}

/// The ASCII character that one stands for, full width forms included. 0 where there is none.
pub(super) fn ascii(character: char) -> u8 {
    let code = match u32::from(character) {
        // Fullwidth forms stand in the order of ASCII.
        code @ 0xff01..=0xff5e => code - 0xff01 + 0x21,
        code => code,
    };
    u8::try_from(code).ok().filter(u8::is_ascii).unwrap_or(0)
}
