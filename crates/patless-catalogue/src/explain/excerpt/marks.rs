//! Finds in a long text the places around which lines are kept.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};

use super::super::search::phrases;
use super::passage::STARTING;
use crate::label::is_code;

/// What stands at a place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Mark {
    /// A step of the job begins.
    Step,
    /// The agent printed an error.
    Error,
    /// A code of Entra or Azure DevOps.
    Code,
    /// A phrase of the catalogue.
    Phrase,
}

/// Counts the places, so that none is told too often, and what is kept for them.
#[derive(Debug)]
pub(super) struct Marks {
    /// How often each mark was told.
    told: Vec<usize>,
    /// How many bytes may still be kept for errors, codes and phrases.
    room: [usize; 3],
}

impl Default for Marks {
    fn default() -> Self {
        Self {
            told: vec![0; FIXED.len() + PHRASES.len()],
            room: [256 * 1024; 3],
        }
    }
}

impl Marks {
    /// Finds places in a text. Each mark is told a few times only: later ones say nothing new.
    pub(super) fn in_text<'t>(
        &'t mut self,
        text: &'t [u8],
    ) -> impl Iterator<Item = (usize, Mark)> + 't {
        let found = AUTOMATON.iter().flat_map(move |it| it.find_iter(text));
        found.filter_map(|found| {
            let index = found.pattern().as_usize();
            let (mark, most) = match FIXED.get(index) {
                Some((_, mark, most)) => (*mark, *most),
                None if is_code(PHRASES[index - FIXED.len()]) => (Mark::Code, MOST),
                None => (Mark::Phrase, MOST),
            };
            self.told[index] += 1;
            (self.told[index] <= most).then(|| (found.start(), mark))
        })
    }

    /// Returns whether this many bytes may be kept for such a mark, and counts them. Each kind has room of its own, so that
    /// many phrases leave room for codes and errors.
    pub(super) fn has_room(&mut self, mark: Mark, bytes: usize) -> bool {
        let room = match mark {
            Mark::Step => return false,
            Mark::Error => &mut self.room[0],
            Mark::Code => &mut self.room[1],
            Mark::Phrase => &mut self.room[2],
        };
        let left = room.checked_sub(bytes);
        *room = left.unwrap_or(*room);
        left.is_some()
    }
}

/// How often a phrase is told.
const MOST: usize = 2;

/// Marks beside the phrases, and how often each is told.
const FIXED: [(&str, Mark, usize); 3] = [
    (STARTING, Mark::Step, usize::MAX),
    ("##[error]", Mark::Error, 20),
    ("AADSTS", Mark::Code, 20),
];

static PHRASES: LazyLock<Vec<&'static str>> = LazyLock::new(phrases);

/// `None` never happens: the phrases are few and short.
static AUTOMATON: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let fixed = FIXED.iter().map(|(words, _, _)| *words);
    AhoCorasickBuilder::new()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .build(fixed.chain(PHRASES.iter().copied()))
        .ok()
});
