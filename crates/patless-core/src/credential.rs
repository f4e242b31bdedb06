//! Credential: gets access tokens for an identity, on every request.

mod announce;
mod cache;
mod exchange;
mod flight;
pub(crate) mod request;
mod reuse;

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;

use crate::assertion::Assertion;
use crate::context::Context;
use crate::error::TokenError;
use crate::exchange::AccessToken;
use crate::retry::deadline::Deadline;
use crate::scope::Scope;
use crate::source::Source;
use crate::source::select::Selected;

use announce::Announcer;
pub use announce::NewSecret;
use exchange::Exchanger;
use flight::Flights;
pub use request::TokenRequest;
pub use reuse::Reuse;

/// An identity, and its access tokens.
///
/// A clone is the same credential, for another task or thread.
///
/// - Concurrent requests for one scope share one exchange. Each request gives up at its own deadline, without an effect on
///   the others.
/// - A token is reused while it is valid for at least as long as requested. After half of its lifetime it is renewed in the
///   background, while the old one is still returned.
/// - A secret is announced before it is used for the first time: see [`Credential::announce`].
///
/// It spawns tokio tasks, and must be used within a tokio runtime.
#[derive(Clone)]
pub struct Credential {
    exchanger: Arc<Exchanger>,
    flights: Arc<Flights>,
}

impl Credential {
    /// Creates a credential. No request is sent yet.
    pub fn new(source: Source, context: Context, reuse: Reuse) -> Self {
        Self::with(Exchanger::new(source, context, reuse, Announcer::default()))
    }

    /// Creates a credential of a selected source. The token that the source gave when it was selected is used first.
    pub fn of_selected(selected: Selected, context: Context, reuse: Reuse) -> Self {
        let Selected { source, first, .. } = selected;
        let exchanger = Exchanger::new(source, context, reuse, Announcer::default());
        Self::with(exchanger.starting_with(first))
    }

    /// Calls `announce` with each secret before its first use, so that it can be masked. If `announce` fails, the secret is
    /// not used, and the error is [`TokenError::Unannounced`].
    ///
    /// Call it before the first request: what was obtained before is forgotten.
    #[must_use]
    pub fn announce(
        self,
        announce: impl Fn(NewSecret<'_>) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self::with(self.exchanger.announcing(Announcer::new(announce)))
    }

    /// Returns an access token: a cached one, if it is valid for as long as requested, otherwise a new one.
    ///
    /// Requests an assertion if there is none yet.
    pub async fn token(&self, request: &TokenRequest) -> Result<Arc<AccessToken>, Arc<TokenError>> {
        let request = request.with_time_for(self.exchanger.time_for_a_person());
        self.flights.token(&self.exchanger, &request).await
    }

    /// Returns the cached access token for a scope, if it is valid for at least `minimum_lifetime` from now on. Sends no request, and
    /// renews nothing.
    pub fn kept(&self, scope: &Scope, minimum_lifetime: Duration) -> Option<Arc<AccessToken>> {
        let clock = self.exchanger.clock();
        self.flights.kept(clock, scope, minimum_lifetime)
    }

    /// Returns an access token for each request, all obtained concurrently. The results are in the order of the requests.
    pub async fn tokens(
        &self,
        requests: &[TokenRequest],
    ) -> Vec<Result<Arc<AccessToken>, Arc<TokenError>>> {
        join_all(requests.iter().map(|request| self.token(request))).await
    }

    /// Does not give the token for a scope again that has been kept for at least `age`, such as one that its resource has refused: the
    /// next request gets another. A newer one is given, since another would be like it. [`Credential::kept`] still returns it, for
    /// when there is no other.
    pub fn forget(&self, scope: &Scope, age: Duration) {
        self.flights.forget(scope, age, self.exchanger.clock());
    }

    /// Returns an assertion: the shared one, if sharing is allowed and it is valid for some time, otherwise a new one.
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
