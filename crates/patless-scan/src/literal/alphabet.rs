//! The letters of which PATs and their encodings are made.

/// A set of bytes.
#[derive(Debug)]
pub(super) struct Alphabet([bool; 256]);

impl Alphabet {
    const fn of(letters: &[u8]) -> Self {
        let mut set = [false; 256];
        let mut at = 0;
        while at < letters.len() {
            set[letters[at] as usize] = true;
            at += 1;
        }
        Self(set)
    }

    /// Tells whether a byte is in the set.
    pub(super) fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte)]
    }
}

/// Letters and digits: the long form.
pub(super) static WORD: Alphabet =
    Alphabet::of(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

/// Base32 in small letters: the short form.
pub(super) static BASE32: Alphabet = Alphabet::of(b"abcdefghijklmnopqrstuvwxyz234567");

/// Base64 of both kinds.
pub(super) static BASE64: Alphabet =
    Alphabet::of(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/-_");

/// What can begin a group of four in base64 if the first of its three bytes is one of `(` to `{`: any byte of a PAT, or of a
/// second base64 around it.
pub(super) static GROUP: Alphabet = Alphabet::of(b"KLMNOPQRSTUVWXYZabcde");
