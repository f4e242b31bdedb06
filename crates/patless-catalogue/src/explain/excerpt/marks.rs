//! Finds in a long text the places around which lines are kept.

use std::collections::BTreeMap;
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
            told: vec![0; ANCHORS.count],
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
        let found = ANCHORS.automaton.iter();
        let found = found.flat_map(move |it| it.find_overlapping_iter(text));
        found.filter_map(|found| {
            let rest = &text[found.start()..];
            let begins = |sought: &&Sought| {
                let beginning = rest.get(..sought.words.len());
                beginning.is_some_and(|words| words.eq_ignore_ascii_case(sought.words.as_bytes()))
            };
            let sought = ANCHORS.sought[found.pattern()].iter().find(begins)?;
            let told = &mut self.told[sought.number];
            *told += 1;
            (*told <= sought.most).then(|| (found.start(), sought.mark))
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

/// Something that is looked for.
struct Sought {
    words: &'static str,
    mark: Mark,
    /// How often it is told.
    most: usize,
    /// Its place in [`Marks::told`].
    number: usize,
}

/// All that is looked for, by its first bytes: those are found in one pass, and only then compared as a whole.
struct Anchors {
    /// What begins with each pattern of the automaton.
    sought: Vec<Vec<Sought>>,
    /// How much is looked for.
    count: usize,
    /// `None` never happens: the patterns are few and short.
    automaton: Option<AhoCorasick>,
}

/// How many bytes of a phrase are looked for at first. With all of them, the automaton would take a hundred times as much memory.
const ANCHOR_BYTES: usize = 10;

/// Marks beside the phrases, and how often each is told.
const FIXED: [(&str, Mark, usize); 3] = [
    (STARTING, Mark::Step, usize::MAX),
    ("##[error]", Mark::Error, 20),
    ("AADSTS", Mark::Code, 20),
];

/// How often a phrase is told.
const MOST: usize = 2;

static ANCHORS: LazyLock<Anchors> = LazyLock::new(|| {
    let of_phrase = |words: &'static str| {
        let mark = if is_code(words) {
            Mark::Code
        } else {
            Mark::Phrase
        };
        (words, mark, MOST)
    };
    let all = FIXED
        .into_iter()
        .chain(phrases().into_iter().map(of_phrase));
    let mut by_anchor: BTreeMap<String, Vec<Sought>> = BTreeMap::new();
    let mut count = 0;
    for (number, (words, mark, most)) in all.enumerate() {
        let anchor = words[..words.floor_char_boundary(ANCHOR_BYTES)].to_ascii_lowercase();
        by_anchor.entry(anchor).or_default().push(Sought {
            words,
            mark,
            most,
            number,
        });
        count = number + 1;
    }
    let automaton = AhoCorasickBuilder::new()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .build(by_anchor.keys())
        .ok();
    Anchors {
        sought: by_anchor.into_values().collect(),
        count,
        automaton,
    }
});
