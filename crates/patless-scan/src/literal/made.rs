//! Makes up PATs for tests: both forms, with checksums that are right. Nobody has ever issued them.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::long;
use super::short::{self, Owner};

/// Makes a PAT of 84 letters, created in June 2025. The same seed gives the same one.
pub fn long(seed: u64) -> String {
    const LETTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut numbers = Numbers(seed);
    let mut random = |count| -> String {
        (0..count)
            .map(|_| char::from(LETTERS[usize::from(numbers.byte()) % LETTERS.len()]))
            .collect()
    };
    let body = format!("{}JQQJ99BFAC{}AAASAZDO", random(52), random(10));
    let checksum = long::checksum(body.as_bytes()).unwrap_or_default();
    format!("{body}{}", String::from_utf8_lossy(&checksum))
}

/// Makes a PAT of 52 letters, of a person.
pub fn short(seed: u64) -> String {
    short_of(Owner::User, seed)
}

/// Puts made PATs into a text: `{{pat84}}` and `{{pat52}}`, with a wrong checksum `{{wrong84}}` and `{{wrong52}}`, and as what stands
/// after `Basic`, `{{basic84}}` and `{{basic52}}`. So no PAT stands in the files of tests, not even an invented one.
pub fn filled(text: &str) -> String {
    let (long, short) = (long(1), short(1));
    let mut wrong_long = long.clone();
    wrong_long.replace_range(83.., if long.ends_with('0') { "1" } else { "0" });
    let mut wrong_short = short.clone();
    wrong_short.replace_range(..1, if short.starts_with('a') { "b" } else { "a" });
    let basic = |pat: &str| BASE64_STANDARD.encode(format!(":{pat}"));
    text.replace("{{basic84}}", &basic(&long))
        .replace("{{basic52}}", &basic(&short))
        .replace("{{wrong84}}", &wrong_long)
        .replace("{{wrong52}}", &wrong_short)
        .replace("{{pat84}}", &long)
        .replace("{{pat52}}", &short)
}

/// Makes a PAT of 52 letters.
pub(super) fn short_of(owner: Owner, seed: u64) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut numbers = Numbers(seed);
    let mut bytes = [0; 32].map(|_: u8| numbers.byte());
    let crc = (short::crc(&bytes) ^ owner.mask()).to_le_bytes();
    for (place, byte) in short::CRC.into_iter().zip(crc) {
        bytes[place] = byte;
    }
    let bit = |number: usize| {
        bytes
            .get(number / 8)
            .is_some_and(|byte| byte >> (7 - number % 8) & 1 == 1)
    };
    (0..52)
        .map(|letter| {
            let five = (0..5).fold(0, |five, place| {
                five << 1 | usize::from(bit(letter * 5 + place))
            });
            char::from(LETTERS[five])
        })
        .collect()
}

/// Numbers that look random: splitmix64.
struct Numbers(u64);

impl Numbers {
    fn byte(&mut self) -> u8 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed >> 56) as u8
    }
}
