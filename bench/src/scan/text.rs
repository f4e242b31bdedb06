//! Text that looks like what is in a checkout: lines out of templates and words.
use std::sync::LazyLock;

use fastrand::Rng;
use patless_scan::made;

use super::kinds::Kind;

/// Of so many files, one uses a PAT.
const PLANTED: u32 = 250;
/// Of so many files, one has a PAT itself.
const LITERAL: u32 = 5_000;
/// Sizes of files, each as often as it stands here.
const SIZES: &[usize] = &[
    1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 4, 4, 4, 4, 4, 4, 4, 8, 8, 8, 8, 8, 16, 16, 16, 16, 16, 32,
    32, 64,
];
/// Bytes of size 1.
const UNIT: usize = 1_080;

/// What a file of a kind holds.
pub(super) fn content(kind: &Kind, index: u32, random: &mut Rng) -> Vec<u8> {
    let size = SIZES[random.usize(..SIZES.len())] * UNIT;
    if kind.lines.is_empty() {
        return std::iter::repeat_with(|| random.u8(..))
            .take(size)
            .collect();
    }
    let mut text = String::with_capacity(size + 512);
    text.push_str(kind.begin);
    let mut plant = index.is_multiple_of(PLANTED);
    while text.len() < size {
        if plant && text.len() > size / 2 {
            text.push_str(kind.planted);
            plant = false;
        }
        line(
            kind.lines[random.usize(..kind.lines.len())],
            random,
            &mut text,
        );
    }
    if index % LITERAL == 7 {
        let pat = if index.is_multiple_of(2) {
            made::short(u64::from(index))
        } else {
            made::long(u64::from(index))
        };
        text.push_str("# ");
        text.push_str(&pat);
        text.push('\n');
    }
    text.into_bytes()
}

/// Writes a line.
fn line(template: &str, random: &mut Rng, text: &mut String) {
    let mut parts = template.split('%');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let mut letters = part.chars();
        match letters.next() {
            Some('w') => text.push_str(word(random)),
            Some('i') => {
                text.push_str(word(random));
                for _ in 0..random.usize(..3) {
                    let next = word(random);
                    text.push_str(&next[..1].to_ascii_uppercase());
                    text.push_str(&next[1..]);
                }
            }
            Some('u') => text.push_str(&word(random).to_ascii_uppercase()),
            Some('n') => text.push_str(&random.u32(..100_000).to_string()),
            Some('h') => text.extend(letters_of(b"0123456789abcdef", 64, random)),
            Some('b') => text.extend(letters_of(BASE64, 86, random)),
            _ => {}
        }
        text.push_str(letters.as_str());
    }
    text.push('\n');
}

fn word(random: &mut Rng) -> &'static str {
    WORDS[random.usize(..WORDS.len())]
}

fn letters_of(
    alphabet: &'static [u8],
    count: usize,
    random: &mut Rng,
) -> impl Iterator<Item = char> {
    (0..count).map(move |_| char::from(alphabet[random.usize(..alphabet.len())]))
}

const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Words of code.
static WORDS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("words.txt").split_whitespace().collect());
