//! A key: a random text by which the keeper knows who may ask.

use std::fmt::{self, Write as _};
use std::io;

use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// A secret of 256 random bits, in hexadecimal: no program writes that in another way, which a mask would not match. It cannot be
/// printed.
pub(crate) struct Key(Zeroizing<String>);

impl Key {
    /// Makes a new one.
    ///
    /// # Errors
    /// The system has no random numbers to give.
    pub(crate) fn random() -> io::Result<Self> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(bytes.as_mut()).map_err(io::Error::other)?;
        let mut text = Zeroizing::new(String::with_capacity(2 * bytes.len()));
        for byte in bytes.iter() {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        Ok(Self(text))
    }

    /// Exposes the key, to whoever may ask.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// Compares the key with a text, in a time that does not tell how much of it is right.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.0.as_bytes().ct_eq(text.as_bytes()).into()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_is_new_and_only_its_own_text_is_right() {
        let (one, other) = (Key::random().unwrap(), Key::random().unwrap());
        assert_eq!(one.expose().len(), 64);
        assert!(one.is(one.expose()));
        for wrong in ["", other.expose(), &one.expose()[1..]] {
            assert!(!one.is(wrong));
        }
        assert_eq!(format!("{one:?}"), "Key([redacted])");
    }
}
