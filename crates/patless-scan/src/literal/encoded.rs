//! Finds base64 in which a PAT can be, wherever in it, and decodes it.

use std::ops::Range;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::alphabet::{BASE64, GROUP};
use super::runs::runs;

/// Base64 that was decoded.
#[derive(Debug)]
pub(super) struct Decoded {
    /// What was in it. It may hold a PAT.
    pub(super) bytes: Vec<u8>,
    /// The place of its first letter in the word.
    from: usize,
}

impl Decoded {
    /// Returns the letters of the word in which some of its bytes are.
    pub(super) fn letters(&self, bytes: &Range<usize>) -> Range<usize> {
        self.from + bytes.start * 4 / 3..self.from + (bytes.end * 4).div_ceil(3)
    }
}

/// The base64 of 52 bytes has at least so many whole groups of four.
const GROUPS: usize = 17;
/// The base64 of 52 bytes is at least so long.
pub(super) const LEAST: usize = 69;

const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Decodes the parts of a word of base64 letters that hold letters and digits.
///
/// Nobody knows where the word's groups of four begin: it may stand behind a `/`. So all four ways are tried, and decoded only
/// where every fourth letter says that there is a long text.
pub(super) fn decoded(word: &[u8]) -> impl Iterator<Item = Decoded> + '_ {
    (0..4).flat_map(move |phase| {
        let groups = word.len().saturating_sub(phase).div_ceil(4);
        let begins = move |group: usize| {
            word.get(phase + 4 * group)
                .is_some_and(|letter| GROUP.has(*letter))
        };
        runs(groups, GROUPS, begins).filter_map(move |run| decode(word, phase, run))
    })
}

fn decode(word: &[u8], phase: usize, groups: Range<usize>) -> Option<Decoded> {
    // The text may begin inside the group before.
    let from = phase + 4 * groups.start.saturating_sub(1);
    let to = word.len().min(phase + 4 * groups.end);
    let letters: Vec<u8> = word
        .get(from..to)?
        .iter()
        .map(|letter| match letter {
            b'-' => b'+',
            b'_' => b'/',
            other => *other,
        })
        .collect();
    debug_assert!(word.iter().all(|letter| BASE64.has(*letter)));
    // A single letter of a last group is no byte.
    let whole = if letters.len() % 4 == 1 {
        letters.len() - 1
    } else {
        letters.len()
    };
    let bytes = ENGINE.decode(letters.get(..whole)?).ok()?;
    Some(Decoded { bytes, from })
}
