//! The short form, of PATs created before 2024: 32 bytes in base32, with a CRC among them.

use std::ops::Range;

use super::alphabet::BASE32;
use super::runs::runs;

/// Whose a PAT of the short form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A person made it.
    User,
    /// An application of Azure DevOps got it by OAuth.
    Application,
}

impl Owner {
    /// What the CRC of its PATs is xored with.
    pub(super) const fn mask(self) -> u32 {
        match self {
            Self::User => 0xE0B9_692D,
            Self::Application => 0x1019_F92E,
        }
    }
}

/// So long is it.
pub(super) const LENGTH: usize = 52;
/// A word may have so many letters more: what is left of `\n` or `\u003a` before it.
const MORE: usize = 12;
/// Where the bytes of the CRC are, the least significant first.
pub(super) const CRC: [usize; 4] = [22, 8, 7, 2];

/// Finds the places of this form in a word.
pub(super) fn places(word: &[u8]) -> impl Iterator<Item = (Range<usize>, Owner)> + '_ {
    let has = |place: usize| word.get(place).is_some_and(|byte| BASE32.has(*byte));
    let runs = runs(word.len(), LENGTH, has).filter(|run| run.len() <= LENGTH + MORE);
    runs.filter_map(|run| {
        (run.start..=run.end - LENGTH).rev().find_map(|start| {
            let at = start..start + LENGTH;
            Some((at.clone(), read(word.get(at)?)?))
        })
    })
}

/// Reads 52 letters of base32. `None`: the checksum does not fit.
fn read(letters: &[u8]) -> Option<Owner> {
    // Of the last letter, one bit belongs to the bytes.
    if !matches!(letters.last(), Some(b'a' | b'q')) {
        return None;
    }
    let bytes = bytes(letters);
    let stored = u32::from_le_bytes(CRC.map(|place| bytes[place]));
    let crc = crc(&bytes);
    [Owner::User, Owner::Application]
        .into_iter()
        .find(|owner| crc ^ owner.mask() == stored)
}

fn bytes(letters: &[u8]) -> [u8; 32] {
    let mut bytes = [0; 32];
    let mut filled = 0;
    let mut bits = 0_u32;
    let mut count = 0;
    for letter in letters {
        let five = match letter {
            b'a'..=b'z' => letter - b'a',
            _ => letter.saturating_sub(b'2') + 26,
        };
        bits = bits << 5 | u32::from(five);
        count += 5;
        if count >= 8 {
            count -= 8;
            if let Some(byte) = bytes.get_mut(filled) {
                *byte = (bits >> count & 0xFF) as u8;
            }
            filled += 1;
        }
    }
    bytes
}

/// Returns the CRC of the bytes that are not the CRC.
pub(super) fn crc(bytes: &[u8; 32]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    for part in [0..2, 3..7, 9..22, 23..32] {
        hasher.update(&bytes[part]);
    }
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::super::made;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pats_of_people_and_of_applications_are_told_apart() {
        for owner in [Owner::User, Owner::Application] {
            let pat = made::short_of(owner, 3);
            let found: Vec<_> = places(pat.as_bytes()).collect();
            assert_eq!(found, [(0..LENGTH, owner)]);
        }
    }

    #[test]
    fn fifty_two_letters_without_the_checksum_are_none() {
        for word in ["a".repeat(52), "abcdefghijklmnopqrstuvwxyz234567".repeat(4)] {
            assert_eq!(places(word.as_bytes()).count(), 0);
        }
    }

    proptest! {
        #[test]
        fn one_other_letter_is_refused(seed: u64, place in 0_usize..52, letter in "[2-7a-z]") {
            let mut other = made::short(seed);
            prop_assume!(!other[place..].starts_with(&letter));
            other.replace_range(place..=place, &letter);

            prop_assert_eq!(places(other.as_bytes()).count(), 0);
        }

        #[test]
        fn what_is_left_of_an_escape_before_it_does_not_hide_it(seed: u64, left in "[2-7a-z]{0,6}") {
            let word = format!("{left}{}", made::short(seed));

            let found: Vec<_> = places(word.as_bytes()).collect();

            prop_assert_eq!(found, [(left.len()..word.len(), Owner::User)]);
        }
    }
}
