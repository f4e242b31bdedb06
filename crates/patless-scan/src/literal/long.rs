//! The long form: 84 letters with fixed parts, the month of its creation, and a checksum of Marvin32.
//!
//! ```text
//!  0                         52     58  59    60            72        76    80
//!  52 random letters, digits JQQJ99 year month 12 platform  4 provider AZDO  4 checksum
//! ```

use std::ops::Range;

use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use memchr::memmem;

use super::alphabet::WORD;
use super::marvin::marvin32;

/// What the parts of a PAT of the long form say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Long {
    /// The year in which it was created.
    pub(crate) year: u16,
    /// The month, from 1.
    pub(crate) month: u8,
    /// Whether the last four letters fit the others.
    pub(crate) checksum: Checksum,
}

/// Whether the checksum of a PAT fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checksum {
    /// It does.
    Right,
    /// It does not. Microsoft documents it nowhere, so this does not prove that the PAT is none.
    Wrong,
}

/// So long is it.
pub(super) const LENGTH: usize = 84;
const FIXED: Range<usize> = 52..58;
const YEAR: usize = 58;
const MONTH: usize = 59;
const PROVIDER: usize = 76;
const CHECKSUM: usize = 80;
/// `Default0`, from its end.
const SEED: u64 = u64::from_le_bytes(*b"0tluafeD");
/// Digits of Base62.
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Finds the places of this form in a word.
pub(super) fn places(word: &[u8]) -> impl Iterator<Item = (Range<usize>, Long)> + '_ {
    memmem::find_iter(word, b"AZDO").filter_map(|provider| {
        let start = provider.checked_sub(PROVIDER)?;
        let at = start..start + LENGTH;
        Some((at.clone(), read(word.get(at)?)?))
    })
}

/// Reads 84 bytes. `None`: they do not have the shape.
fn read(bytes: &[u8]) -> Option<Long> {
    let year = bytes
        .get(YEAR)?
        .checked_sub(b'A')
        .filter(|year| *year < 26)?;
    let month = bytes
        .get(MONTH)?
        .checked_sub(b'A')
        .filter(|month| *month < 12)?;
    let shape = bytes.get(FIXED)? == b"JQQJ99" && bytes.iter().all(|byte| WORD.has(*byte));
    let (body, last) = bytes.split_at_checked(CHECKSUM)?;
    let checksum = if checksum(body)? == last {
        Checksum::Right
    } else {
        Checksum::Wrong
    };
    shape.then_some(Long {
        year: 2024 + u16::from(year),
        month: month + 1,
        checksum,
    })
}

/// Returns the four letters that fit the 80 before them.
pub(super) fn checksum(body: &[u8]) -> Option<[u8; 4]> {
    let decoded = BASE64_STANDARD_NO_PAD.decode(body).ok()?;
    let hash = marvin32(&decoded, SEED).to_le_bytes();
    // The bytes are a number, the first the most significant. Zeros at its start are digits as well; others fill up its end.
    let mut number = u32::from_be_bytes(hash);
    let mut digits = Vec::with_capacity(8);
    while number > 0 {
        digits.extend(DIGITS.get((number % 62) as usize));
        number /= 62;
    }
    let zeros = hash.iter().take_while(|byte| **byte == 0).count();
    digits.extend(std::iter::repeat_n(b'0', zeros));
    digits.reverse();
    digits.resize(6, b'0');
    digits.first_chunk().copied()
}

#[cfg(test)]
mod tests {
    use super::super::made;
    use super::*;
    use proptest::prelude::*;

    fn only(word: &str) -> Option<(Range<usize>, Long)> {
        let mut places = places(word.as_bytes());
        let first = places.next();
        assert!(places.next().is_none());
        first
    }

    #[test]
    fn a_pat_tells_the_month_of_its_creation() {
        let found = only(&made::long(7)).unwrap();

        assert_eq!(
            found,
            (
                0..LENGTH,
                Long {
                    year: 2025,
                    month: 6,
                    checksum: Checksum::Right
                }
            )
        );
    }

    #[test]
    fn a_key_of_another_provider_is_none() {
        assert_eq!(only(&made::long(7).replace("AZDO", "AZFU")), None);
        assert_eq!(only(&made::long(7).replace("JQQJ99", "JQQJ9D")), None);
        assert_eq!(only(&made::long(7)[1..]), None);
        assert_eq!(only(&made::long(7)[..83]), None);
    }

    proptest! {
        #[test]
        fn one_other_letter_is_said_or_is_no_pat(seed: u64, place in 0_usize..84, letter in "[0-9A-Za-z]") {
            let mut other = made::long(seed);
            prop_assume!(!other[place..].starts_with(&letter));
            other.replace_range(place..=place, &letter);

            let found = only(&other);

            let fixed = FIXED.contains(&place) || (PROVIDER..CHECKSUM).contains(&place);
            prop_assert!(found.is_none_or(|(_, long)| long.checksum == Checksum::Wrong && !fixed));
        }
    }
}
