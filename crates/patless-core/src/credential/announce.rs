//! Who is told of a secret before it is used for the first time.

use std::io;
use std::sync::Arc;

use crate::assertion::Assertion;
use crate::exchange::AccessToken;

/// A secret that nothing has been done with yet.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum NewSecret<'a> {
    /// An assertion, which is going to be sent to Entra.
    Assertion(&'a Assertion),
    /// An access token, which is going to be given to whoever asked for it.
    AccessToken(&'a AccessToken),
}

impl NewSecret<'_> {
    /// Hands out the text, for whoever keeps it from being printed.
    pub fn expose(&self) -> &str {
        match self {
            // The text goes to the caller's list of secrets.
            Self::Assertion(assertion) => assertion.expose(),
            Self::AccessToken(token) => token.expose(),
        }
    }
}

/// What tells of new secrets. By default it is nobody.
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

    /// Tells of a secret. On an error it must not be used.
    pub(super) fn tell(&self, secret: NewSecret<'_>) -> io::Result<()> {
        (self.tell)(secret)
    }
}

impl Default for Announcer {
    fn default() -> Self {
        Self::new(|_| Ok(()))
    }
}
