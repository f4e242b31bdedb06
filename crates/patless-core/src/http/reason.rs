//! Why a connection broke, in the words of the system.

use std::error::Error;
use std::fmt;

use super::fault::{Fault, causes};

/// Why a connection failed or broke: a text for people, and a [`Fault`] for programs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reason {
    text: Box<str>,
    fault: Fault,
}

impl Reason {
    /// Takes what the system or the TLS library said, and what it means.
    pub fn new(text: impl Into<Box<str>>, fault: Fault) -> Self {
        let text = text.into();
        Self { text, fault }
    }

    /// Takes the last cause of an error: the one that says what happened ("Connection refused", "certificate expired").
    ///
    /// The causes before it may show too much: the text of a [`reqwest::Error`] holds the whole URL.
    pub(super) fn of(error: &(dyn Error + 'static)) -> Self {
        let innermost = causes(error).last().unwrap_or(error);
        Self::new(innermost.to_string(), Fault::of(error))
    }

    /// What it is, for programs.
    pub const fn fault(&self) -> Fault {
        self.fault
    }

    /// The same with another text.
    pub(super) fn in_other_words(&self, words: impl FnOnce(&str) -> String) -> Self {
        Self::new(words(&self.text), self.fault)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn the_reason_is_the_last_cause() {
        let inner = rustls::Error::from(rustls::CertificateError::UnknownIssuer);
        let error = io::Error::other(io::Error::other(inner));
        let reason = Reason::of(&error);
        assert_eq!(
            reason.to_string(),
            "invalid peer certificate: UnknownIssuer"
        );
        assert_eq!(reason.fault(), Fault::UnknownCa);
    }
}
