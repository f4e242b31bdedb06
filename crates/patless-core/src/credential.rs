//! Credential: an identity that gives access tokens, as often as they are asked for.

mod announce;
mod cache;
mod exchange;
mod flight;
mod request;

use std::fmt;
use std::io;
use std::sync::Arc;

use futures_util::future::join_all;

use crate::assertion::Assertion;
use crate::context::Context;
use crate::error::TokenError;
use crate::exchange::AccessToken;
use crate::retry::deadline::Deadline;
use crate::source::Source;

use announce::Announcer;
pub use announce::NewSecret;
use exchange::Exchanger;
pub use exchange::Reuse;
use flight::Flights;
pub use request::TokenRequest;

/// An identity, and the access tokens that it has been given.
///
/// A clone is the same credential, for another task or thread.
///
/// - Whoever asks for a scope that others are asking for waits with them for one exchange. Each gives up at a deadline of its
///   own, and takes nothing from the others by that.
/// - A token is given again as long as it lives for at least as long as asked for. When half of its life is over it is
///   renewed, while the old one is still given.
/// - A secret is announced before it is used for the first time: see [`Credential::announce`].
///
/// It asks in tasks of tokio, and has to be used within its runtime.
#[derive(Clone)]
pub struct Credential {
    exchanger: Arc<Exchanger>,
    flights: Arc<Flights>,
}

impl Credential {
    /// Makes a credential that has asked for nothing yet.
    pub fn new(source: Source, context: Context, reuse: Reuse) -> Self {
        Self::with(Exchanger::new(source, context, reuse, Announcer::default()))
    }

    /// Has `announce` told of each secret before that is used for the first time: the place to have it masked. A secret that
    /// it refuses is not used, and the error is [`TokenError::Unannounced`].
    ///
    /// What was obtained before is forgotten.
    #[must_use]
    pub fn announce(
        self,
        announce: impl Fn(NewSecret<'_>) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self::with(self.exchanger.announcing(Announcer::new(announce)))
    }

    /// Gives an access token: one that was obtained before, if it lives for as long as asked for, else a new one.
    ///
    /// An assertion is asked for where there is none yet.
    pub async fn token(&self, request: &TokenRequest) -> Result<Arc<AccessToken>, Arc<TokenError>> {
        self.flights.token(&self.exchanger, request).await
    }

    /// Gives an access token for each request, all at once. The results are in the order of the requests.
    pub async fn tokens(
        &self,
        requests: &[TokenRequest],
    ) -> Vec<Result<Arc<AccessToken>, Arc<TokenError>>> {
        join_all(requests.iter().map(|request| self.token(request))).await
    }

    /// Gives an assertion: the one that exchanges share, where they may and it is good for some time, else a new one.
    pub async fn assertion(&self, deadline: &Deadline) -> Result<Arc<Assertion>, Arc<TokenError>> {
        Ok(self.exchanger.assertion(deadline).await?)
    }

    fn with(exchanger: Exchanger) -> Self {
        Self {
            exchanger: Arc::new(exchanger),
            flights: Arc::default(),
        }
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
