//! Texts that are wiped on drop, as fast as the system can fill memory.
//!
//! `Zeroizing<String>` writes byte by byte. For large texts, such as the masks of a secret and the environment, that was 5 %
//! of the total cost of a token.

use std::ops::{Deref, DerefMut};
use std::{fmt, mem};

use zeroize::optimization_barrier;

/// A text that is wiped on drop, with its entire capacity.
#[derive(Eq, PartialEq)]
pub struct Wiped(String);

impl fmt::Debug for Wiped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl Wiped {
    /// Takes a text. Its capacity should cover everything to be added: if it grows, the old buffer is not wiped.
    pub fn new(text: String) -> Self {
        Self(text)
    }
}

impl Drop for Wiped {
    fn drop(&mut self) {
        let mut bytes = mem::take(&mut self.0).into_bytes();
        let room = bytes.capacity();
        bytes.clear();
        bytes.resize(room, 0);
        // Keeps the compiler from removing writes that are never read.
        optimization_barrier(bytes.as_slice());
    }
}

impl Deref for Wiped {
    type Target = String;

    fn deref(&self) -> &String {
        &self.0
    }
}

impl DerefMut for Wiped {
    fn deref_mut(&mut self) -> &mut String {
        &mut self.0
    }
}
