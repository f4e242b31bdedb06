//! Owns the runs of a secret: which of its stretches of a certain length occur in a view, forwards or backwards.

use zeroize::Zeroizing;

use super::Search;
use super::view::{Character, View};

/// All runs of one length of a secret, as sums that can be carried from one place to the next (Rabin and Karp).
pub(super) struct Runs {
    /// The number for each byte that counts, case aside. 0: it is passed over.
    numbers: Box<[u16; 256]>,
    /// The length. 0: nothing is looked for.
    length: usize,
    /// `BASE` to the power of `length - 1`.
    first_weight: u64,
    /// The sums, each in the first free place from where it belongs. 0: a free place.
    table: Zeroizing<Vec<u64>>,
}

/// The longest runs that there are.
const LONGEST: usize = 16;

/// What sums are made with. Odd, so that it has an inverse.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
const INVERSE: u64 = inverse(BASE);

/// Finds what gives 1 when it is multiplied by an odd `number`: each round doubles the bits that are right (Newton).
const fn inverse(number: u64) -> u64 {
    let mut inverse = number;
    let mut round = 0;
    while round < 6 {
        inverse = inverse.wrapping_mul(2_u64.wrapping_sub(number.wrapping_mul(inverse)));
        round += 1;
    }
    inverse
}

impl Runs {
    /// Takes the runs of the characters that occur in `secret`.
    pub(super) fn of_text(secret: &View, length: usize) -> Self {
        let mut numbers = Box::new([0; 256]);
        for character in secret.iter() {
            let upper = character.byte.to_ascii_uppercase();
            let lower = character.byte.to_ascii_lowercase();
            for byte in [upper, lower] {
                numbers[usize::from(byte)] = u16::from(lower) + 1;
            }
        }
        // What is not ASCII stands between characters.
        numbers[0] = 0;
        Self::new(secret, length, numbers)
    }

    /// Takes the runs of the letters and digits of `secret`. None where these are fewer than `length`.
    pub(super) fn of_letters(secret: &View, length: usize) -> Self {
        let mut numbers = Box::new([0; 256]);
        for byte in (0..=u8::MAX).filter(u8::is_ascii_alphanumeric) {
            numbers[usize::from(byte)] = u16::from(byte.to_ascii_lowercase()) + 1;
        }
        let letters = secret.iter().filter(|it| it.byte.is_ascii_alphanumeric());
        let length = if letters.count() < length { 0 } else { length };
        Self::new(secret, length, numbers)
    }

    /// Takes the runs of bytes as they are.
    pub(super) fn of_bytes(secret: &View, length: usize) -> Self {
        let mut numbers = Box::new([0; 256]);
        for byte in 0..=u8::MAX {
            numbers[usize::from(byte)] = u16::from(byte) + 1;
        }
        Self::new(secret, length, numbers)
    }

    fn new(secret: &View, length: usize, numbers: Box<[u16; 256]>) -> Self {
        let counts = |it: &&Character| numbers[usize::from(it.byte)] != 0;
        let length = length.min(secret.iter().filter(counts).count());
        let mut runs = Self {
            numbers,
            length,
            first_weight: (1..length).fold(1, |weight, _| weight.wrapping_mul(BASE)),
            table: Zeroizing::new(vec![0; (secret.len() * 2).next_power_of_two().max(2)]),
        };
        let mut sums = Vec::with_capacity(secret.len());
        runs.carry(secret, |run| sums.push(run.forwards));
        for sum in Zeroizing::new(sums).iter() {
            runs.keep(*sum);
        }
        runs
    }

    /// How long the runs are. 0 where there are none.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// Notes every place of `view` that holds one of the runs.
    pub(super) fn find_in(&self, view: &View, search: &mut Search) {
        search.looked_at += view.len();
        self.carry(view, |run| {
            if self.holds(run.forwards) || self.holds(run.backwards) {
                for character in run.characters {
                    for source in character.sources() {
                        search.note(source);
                    }
                }
            }
        });
    }

    /// Hands over each run of the characters of `view` that count.
    fn carry(&self, view: &View, mut take: impl FnMut(&Run<'_>)) {
        let length = self.length;
        if length == 0 {
            return;
        }
        let last_weight = self.first_weight.wrapping_mul(BASE);
        let mut recent = [Character::default(); LONGEST];
        let (mut count, mut place) = (0, 0);
        let (mut forwards, mut backwards) = (0_u64, 0_u64);
        for character in view.iter() {
            let new = u64::from(self.numbers[usize::from(character.byte)]);
            if new == 0 {
                continue;
            }
            let leaving = std::mem::replace(&mut recent[place], *character);
            let old = if count < length {
                0
            } else {
                u64::from(self.numbers[usize::from(leaving.byte)])
            };
            place = (place + 1) % length;
            count += 1;
            forwards = forwards
                .wrapping_mul(BASE)
                .wrapping_add(new)
                .wrapping_sub(old.wrapping_mul(last_weight));
            backwards = backwards
                .wrapping_sub(old)
                .wrapping_mul(INVERSE)
                .wrapping_add(new.wrapping_mul(self.first_weight));
            if count >= length {
                take(&Run {
                    characters: &recent[..length],
                    forwards,
                    backwards,
                });
            }
        }
    }

    fn keep(&mut self, sum: u64) {
        let mut place = self.place(sum);
        while self.table[place] != 0 && self.table[place] != sum {
            place = (place + 1) % self.table.len();
        }
        self.table[place] = sum;
    }

    fn holds(&self, sum: u64) -> bool {
        let mut place = self.place(sum);
        // At most half of the places are taken.
        while self.table[place] != 0 {
            if self.table[place] == sum {
                return true;
            }
            place = (place + 1) % self.table.len();
        }
        false
    }

    fn place(&self, sum: u64) -> usize {
        // The upper bits depend on every character, the lower ones do not.
        let bits = self.table.len().trailing_zeros();
        usize::try_from(sum >> (u64::BITS - bits)).unwrap_or(0)
    }
}

/// One run of characters, and its sums.
struct Run<'a> {
    /// In any order.
    characters: &'a [Character],
    forwards: u64,
    backwards: u64,
}
