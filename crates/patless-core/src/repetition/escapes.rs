//! Decodes escapes of URLs, JSON, C, HTML and mail, nested in any order.
//!
//! Characters are pushed onto a stack. When its end forms an escape, that is replaced by its character, which may be the end
//! of another escape. Each replacement makes the stack shorter, so the time is linear in the length of the text.

use super::decodings::hex_digit;
use super::view::{Character, View, ascii};

/// How often escapes are undone.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Depth {
    /// Until none is left: what an escape stands for may be part of another.
    All,
    /// Once: what an escape stands for is part of no other.
    One,
}

/// Undoes escapes. `None` if there are none.
pub(super) fn unescaped(view: &View, depth: Depth) -> Option<View> {
    let begins = |it: &Character| matches!(it.byte, b'%' | b'\\' | b'&' | b'=');
    if !view.iter().any(begins) {
        return None;
    }
    let mut stack = Stack {
        view: View::with_capacity(view.len() + 1),
        depth,
        settled: 0,
        found: Found::Nothing,
    };
    for &character in view.iter() {
        stack.end_open(character.byte);
        stack.push(character);
    }
    stack.end_open(b' ');
    match stack.found {
        Found::Nothing => None,
        Found::Escape => Some(stack.view),
    }
}

struct Stack {
    view: View,
    depth: Depth,
    /// How many characters are part of no escape anymore.
    settled: usize,
    found: Found,
}

/// Whether an escape was undone.
enum Found {
    Nothing,
    Escape,
}

/// An escape at the end of the stack.
struct Escape {
    length: usize,
    /// What it stands for. 0: nothing that is ASCII.
    byte: u8,
}

impl Stack {
    fn push(&mut self, character: Character) {
        self.view.push(character);
        while let Some(escape) = self.last_escape() {
            self.replace(&escape);
        }
    }

    fn replace(&mut self, escape: &Escape) {
        let first = self.view.len() - escape.length;
        let whole = self.view[first + 1..]
            .iter()
            .fold(self.view[first], |whole, it| whole.up_to(*it, escape.byte));
        self.view.truncate(first);
        self.view.push(whole);
        self.found = Found::Escape;
        if self.depth == Depth::One {
            self.settled = self.view.len();
        }
    }

    /// Undoes an escape that has no end of its own, where `next` is no part of it: `\0`, `&#65`, `&#x41`.
    fn end_open(&mut self, next: u8) {
        let is_octal = matches!(next, b'0'..=b'7');
        let escape = match self.end::<2>() {
            Some([b'\\', b'0']) if !is_octal => Some(Escape { length: 2, byte: 0 }),
            _ if next == b';' || hex_digit(next).is_some() => None,
            // The way back to its beginning is long, and most characters are the end of no number.
            Some([_, last]) if hex_digit(last).is_some() => self.numeric_reference(self.view.len()),
            _ => None,
        };
        if let Some(escape) = escape {
            self.replace(&escape);
            while let Some(escape) = self.last_escape() {
                self.replace(&escape);
            }
        }
    }

    /// The last characters. `None` where there are fewer.
    fn end<const N: usize>(&self) -> Option<[u8; N]> {
        let first = self.view.len().checked_sub(N)?;
        if first < self.settled {
            return None;
        }
        Some(std::array::from_fn(|place| self.view[first + place].byte))
    }

    fn last_escape(&self) -> Option<Escape> {
        let last = self.view.last()?.byte;
        if hex_digit(last).is_some()
            && let Some(escape) = self.of_digits()
        {
            return Some(escape);
        }
        match last {
            b'\\' => {
                let is_escaped = self.end() == Some([b'\\', b'\\']);
                let byte = b'\\';
                is_escaped.then_some(Escape { length: 2, byte })
            }
            // A line break or the like.
            b'b' | b'f' | b'n' | b'r' | b't' | b'v' => {
                let is_escaped = self.end() == Some([b'\\', last]);
                is_escaped.then_some(Escape { length: 2, byte: 0 })
            }
            b'}' => self.of_braces(),
            b';' => self.reference(),
            _ => None,
        }
    }

    /// `%41`, `=41`, `\x41`, `\101`, `\u0041`, `%u0041`, `\U00000041`.
    fn of_digits(&self) -> Option<Escape> {
        let escape = |length, digits: &[u8], radix| {
            let byte = character(digits, radix)?;
            Some(Escape { length, byte })
        };
        if let Some([b'%' | b'=', digits @ ..]) = self.end::<3>()
            && let Some(high) = hex_digit(digits[0])
            && let Some(low) = hex_digit(digits[1])
        {
            let byte = high << 4 | low;
            return Some(Escape { length: 3, byte });
        }
        if let Some([b'\\', digits @ ..]) = self.end::<4>() {
            return match digits {
                [b'x' | b'X', digits @ ..] => escape(4, &digits, 16),
                [b'0'..=b'3', ..] => escape(4, &digits, 8),
                _ => None,
            };
        }
        if let Some([b'\\' | b'%', b'u', digits @ ..]) = self.end::<6>() {
            return escape(6, &digits, 16);
        }
        if let Some([b'\\', b'U', digits @ ..]) = self.end::<10>() {
            return escape(10, &digits, 16);
        }
        None
    }

    /// `\u{41}`.
    fn of_braces(&self) -> Option<Escape> {
        let end = self.view.len() - 1;
        let first = self.back_to(b'\\', end)?;
        match &self.bytes(first, end)[..] {
            [b'\\', b'u' | b'x', b'{', digits @ ..] => Some(Escape {
                length: self.view.len() - first,
                byte: character(digits, 16)?,
            }),
            _ => None,
        }
    }

    /// `&#65;`, `&#x41;`, `&period;`.
    fn reference(&self) -> Option<Escape> {
        let end = self.view.len() - 1;
        if let Some(Escape { length, byte }) = self.numeric_reference(end) {
            let length = length + 1;
            return Some(Escape { length, byte });
        }
        let first = self.back_to(b'&', end)?;
        let name = self.bytes(first + 1, end);
        let (_, byte) = NAMES.iter().find(|(known, _)| known.as_bytes() == name)?;
        Some(Escape {
            length: self.view.len() - first,
            byte: *byte,
        })
    }

    /// A reference by number that ends in front of `end`.
    fn numeric_reference(&self, end: usize) -> Option<Escape> {
        let first = self.back_to(b'&', end)?;
        let byte = match &self.bytes(first, end)[..] {
            [b'&', b'#', b'x' | b'X', digits @ ..] => character(digits, 16)?,
            [b'&', b'#', digits @ ..] => character(digits, 10)?,
            _ => return None,
        };
        let length = end - first;
        Some(Escape { length, byte })
    }

    /// Finds the last `byte` in front of `end`, not too far away.
    fn back_to(&self, byte: u8, end: usize) -> Option<usize> {
        let nearest = end.saturating_sub(LONGEST_REFERENCE).max(self.settled);
        (nearest..end)
            .rev()
            .find(|&place| self.view[place].byte == byte)
    }

    fn bytes(&self, first: usize, end: usize) -> Vec<u8> {
        self.view[first..end].iter().map(|it| it.byte).collect()
    }
}

/// The character with a number. `None` where the digits are none.
fn character(digits: &[u8], radix: u32) -> Option<u8> {
    // `from_str_radix` takes a sign.
    let are_digits = digits.iter().all(u8::is_ascii_alphanumeric);
    let text = std::str::from_utf8(digits).ok().filter(|_| are_digits)?;
    let code = u32::from_str_radix(text, radix).ok()?;
    Some(char::from_u32(code).map_or(0, ascii))
}

/// The longest reference that is looked for, in characters.
const LONGEST_REFERENCE: usize = 18;

/// The names that HTML has for signs of ASCII, and for what cannot be seen.
const NAMES: [(&str, u8); 31] = [
    ("amp", b'&'),
    ("AMP", b'&'),
    ("lt", b'<'),
    ("gt", b'>'),
    ("quot", b'"'),
    ("apos", b'\''),
    ("period", b'.'),
    ("lowbar", b'_'),
    ("UnderBar", b'_'),
    ("hyphen", b'-'),
    ("dash", b'-'),
    ("plus", b'+'),
    ("sol", b'/'),
    ("bsol", b'\\'),
    ("equals", b'='),
    ("percnt", b'%'),
    ("num", b'#'),
    ("semi", b';'),
    ("colon", b':'),
    ("comma", b','),
    ("excl", b'!'),
    ("ast", b'*'),
    ("Tilde", b'~'),
    ("Tab", 0),
    ("NewLine", 0),
    ("nbsp", 0),
    ("shy", 0),
    ("zwj", 0),
    ("zwnj", 0),
    ("ZeroWidthSpace", 0),
    ("NoBreak", 0),
];
