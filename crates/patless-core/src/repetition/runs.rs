//! The runs of a secret: all its substrings of a certain length, and where a view contains one, forward or backward.

use zeroize::Zeroizing;

use super::search::Search;
use super::view::{Character, View};

/// All runs of one length of a secret, as sums that can be carried from one place to the next (Rabin and Karp).
pub(super) struct Runs {
    /// The number for each byte that counts, case aside. 0: it is passed over.
    numbers: Box<[u16; 256]>,
    /// The length. 0: nothing is looked for.
    length: usize,
    /// The sums of the runs, forwards: each in the first free place from where it belongs. 0: a free place.
    table: Zeroizing<Vec<u64>>,
}

/// The longest runs that there are.
const LONGEST: usize = 16;

/// What sums are made with.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

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
            table: Zeroizing::default(),
        };
        // At most half of the places are taken.
        let mut table = vec![0; (secret.len() * 2).next_power_of_two().max(2)];
        runs.carry(secret.iter(), |sum, _| {
            let place = place(&table, sum);
            table[place] = sum;
        });
        runs.table = Zeroizing::new(table);
        runs
    }

    /// How long the runs are. 0 where there are none.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// Notes every place of `view` that holds one of the runs, forwards or backwards.
    pub(super) fn find_in(&self, view: &View, search: &mut Search) {
        search.looked_at += view.len();
        let mut take = |sum, run: &[Character]| {
            if self.table[place(&self.table, sum)] == sum {
                for source in run.iter().flat_map(Character::sources) {
                    search.note(source);
                }
            }
        };
        self.carry(view.iter(), &mut take);
        self.carry(view.iter().rev(), &mut take);
    }

    /// Hands over each run of the characters that count: its sum, and its characters in any order.
    fn carry<'a>(
        &self,
        view: impl Iterator<Item = &'a Character>,
        mut take: impl FnMut(u64, &[Character]),
    ) {
        if self.length == 0 {
            return;
        }
        let weight_of_old = (0..self.length).fold(1_u64, |weight, _| weight.wrapping_mul(BASE));
        let mut recent = [Character::default(); LONGEST];
        let recent = &mut recent[..self.length];
        let (mut count, mut place, mut sum) = (0, 0, 0_u64);
        for character in view {
            let new = self.numbers[usize::from(character.byte)];
            if new == 0 {
                continue;
            }
            let leaving = std::mem::replace(&mut recent[place], *character);
            let old = if count < self.length {
                0
            } else {
                self.numbers[usize::from(leaving.byte)]
            };
            sum = sum
                .wrapping_mul(BASE)
                .wrapping_add(u64::from(new))
                .wrapping_sub(u64::from(old).wrapping_mul(weight_of_old));
            place = if place + 1 == self.length {
                0
            } else {
                place + 1
            };
            count += 1;
            if count >= self.length {
                take(sum, recent);
            }
        }
    }
}

/// Where a sum is in a table, or would be.
fn place(table: &[u64], sum: u64) -> usize {
    // The upper bits depend on every character, the lower ones do not.
    let bits = table.len().trailing_zeros();
    let mut place = usize::try_from(sum >> (u64::BITS - bits)).unwrap_or(0);
    while table[place] != 0 && table[place] != sum {
        place = (place + 1) % table.len();
    }
    place
}
