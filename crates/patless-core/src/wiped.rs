//! Owns texts that are wiped when they are dropped, in the time that the system takes to fill memory.
//!
//! `Zeroizing<String>` writes one byte after another. For what is large, the masks of a secret and the environment, that was
//! a twentieth of all that a token costs.

use std::ops::{Deref, DerefMut};
use std::{fmt, mem};

use zeroize::optimization_barrier;

/// A text that is wiped on drop, with all its room.
#[derive(Eq, PartialEq)]
pub struct Wiped(String);

impl fmt::Debug for Wiped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl Wiped {
    /// Takes a text. Its room should hold all that is to be added: where it grows, what it leaves behind is not wiped.
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
        // The compiler may not leave out what nobody reads.
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
