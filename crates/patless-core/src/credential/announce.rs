//! The callback that is notified of each secret before its first use.

use std::io;
use std::sync::Arc;

use crate::assertion::Assertion;
use crate::exchange::AccessToken;

/// A secret that has not been used yet.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum NewSecret<'a> {
    /// An assertion, which will be sent to Entra.
    Assertion(&'a Assertion),
    /// An access token, which will be returned to the caller.
    AccessToken(&'a AccessToken),
}

impl NewSecret<'_> {
    /// Exposes the text, so that it can be masked.
    pub fn expose(&self) -> &str {
        match self {
            // The text goes to the caller's list of secrets.
            Self::Assertion(assertion) => assertion.expose(),
            Self::AccessToken(token) => token.expose(),
        }
    }
}

/// The callback for new secrets. By default there is none.
#[derive(Clone)]
pub(super) struct Announcer {
    tell: Arc<dyn Fn(NewSecret<'_>) -> io::Result<()> + Send + Sync>,
}

impl Announcer {
    pub(super) fn new(
        tell: impl Fn(NewSecret<'_>) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let tell = Arc::new(tell);
        Self { tell }
    }

    /// Announces a secret. On an error, the secret must not be used.
    pub(super) fn tell(&self, secret: NewSecret<'_>) -> io::Result<()> {
        (self.tell)(secret)
    }
}

impl Default for Announcer {
    fn default() -> Self {
        Self::new(|_| Ok(()))
    }
}
