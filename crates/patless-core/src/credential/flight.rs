//! Single flight: concurrent requests for the same token cause one exchange, and share its result.

use std::collections::BTreeMap;
use std::future::ready;
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Shared};
use patless_catalogue::Server;

use crate::clock::Clock;
use crate::error::{TokenError, Unavailable};
use crate::exchange::AccessToken;
use crate::http::TransportError;
use crate::retry::deadline::Deadline;
use crate::scope::Scope;

use super::cache::Kept;
use super::exchange::Exchanger;
use super::request::TokenRequest;

/// The exchanges in progress, and the results of earlier ones.
#[derive(Default)]
pub(super) struct Flights {
    by_scope: Mutex<BTreeMap<Scope, Entry>>,
}

/// The state for a scope.
#[derive(Default)]
struct Entry {
    kept: Option<Kept>,
    flight: Option<Flight>,
}

/// An exchange in progress, in its own task: a waiter that gives up does not stop it.
#[derive(Clone)]
struct Flight {
    end: Shared<BoxFuture<'static, End>>,
    /// The deadline of the request that started it.
    deadline: Deadline,
}

/// How an exchange ends.
#[derive(Clone)]
enum End {
    Token(Arc<AccessToken>),
    Failure(Arc<TokenError>),
    /// Without a result, because the runtime of its task was shut down.
    Abandoned,
}

/// What a request finds.
enum Found {
    Token(Arc<AccessToken>),
    Flight(Flight),
}

impl Flights {
    /// Returns a cached token, or waits for the exchange in progress, or for a new one.
    pub(super) async fn token(
        self: &Arc<Self>,
        exchanger: &Arc<Exchanger>,
        request: &TokenRequest,
    ) -> Result<Arc<AccessToken>, Arc<TokenError>> {
        let clock = exchanger.clock();
        loop {
            let flight = match self.find(exchanger, request) {
                Found::Token(token) => return Ok(token),
                Found::Flight(flight) => flight,
            };
            let Some(end) = flight.wait(clock, &request.deadline).await else {
                let limit = request.deadline.patience();
                return Err(no_token_in_time(exchanger, limit).into());
            };
            match end {
                End::Token(token) => {
                    let left = token.remaining(clock.now());
                    if left < request.minimum_lifetime {
                        return Err(TokenError::TooShort { left }.into());
                    }
                    return Ok(token);
                }
                End::Failure(error) => {
                    // The request that started it had less time than this one.
                    let pause = error
                        .tried()
                        .filter(|_| flight.deadline.is_before(&request.deadline))
                        .and_then(|tried| request.deadline.pause_after(tried));
                    match pause {
                        Some(pause) => clock.wait(pause).await,
                        None => return Err(error),
                    }
                }
                End::Abandoned => {}
            }
        }
    }

    /// Returns the cached token, if it is valid for at least `minimum_lifetime`. Nothing is started.
    pub(super) fn kept(
        &self,
        clock: &dyn Clock,
        scope: &Scope,
        minimum_lifetime: Duration,
    ) -> Option<Arc<AccessToken>> {
        let entries = self.entries();
        let kept = entries.get(scope)?.kept.as_ref()?;
        let left = kept.left(clock);
        (!left.is_zero() && left >= minimum_lifetime).then(|| Arc::clone(kept.token()))
    }

    /// Has the next request ask for another token than the one that has been kept for this long.
    pub(super) fn forget(&self, scope: &Scope, age: Duration, clock: &dyn Clock) {
        if let Some(entry) = self.entries().get_mut(scope)
            && let Some(kept) = &mut entry.kept
            && kept.age(clock) >= age
        {
            kept.refuse();
        }
    }

    /// Looks up the state, and starts an exchange if needed.
    fn find(self: &Arc<Self>, exchanger: &Arc<Exchanger>, request: &TokenRequest) -> Found {
        let clock = exchanger.clock();
        let scope = &request.scope;
        let mut entries = self.entries();
        let entry = entries.entry(scope.clone()).or_default();
        // Expired tokens are wiped.
        entry.kept = entry.kept.take().filter(|kept| !kept.left(clock).is_zero());
        if let Some(kept) = &entry.kept
            && kept.left(clock) >= request.minimum_lifetime
            && !kept.is_refused()
        {
            let token = Arc::clone(kept.token());
            if exchanger.time_for_a_person().is_none()
                && kept.is_to_be_renewed(clock)
                && entry.flight.is_none()
            {
                let deadline = request.deadline.renewed();
                entry.flight = Some(self.begin(exchanger, scope, deadline));
            }
            return Found::Token(token);
        }
        let begin = || self.begin(exchanger, scope, request.deadline.clone());
        Found::Flight(entry.flight.get_or_insert_with(begin).clone())
    }

    /// Starts an exchange.
    fn begin(
        self: &Arc<Self>,
        exchanger: &Arc<Exchanger>,
        scope: &Scope,
        deadline: Deadline,
    ) -> Flight {
        let landing = Landing {
            flights: Arc::clone(self),
            scope: scope.clone(),
        };
        let exchanger = Arc::clone(exchanger);
        let task = tokio::spawn({
            let deadline = deadline.clone();
            async move {
                let result = exchanger.exchange(&landing.scope, &deadline).await;
                landing.end(result, exchanger.clock())
            }
        });
        let end =
            task.then(
                |joined| match joined.map_err(tokio::task::JoinError::try_into_panic) {
                    Ok(end) => ready(end),
                    Err(Ok(panic)) => resume_unwind(panic),
                    Err(Err(_)) => ready(End::Abandoned),
                },
            );
        Flight {
            end: end.boxed().shared(),
            deadline,
        }
    }

    fn entries(&self) -> MutexGuard<'_, BTreeMap<Scope, Entry>> {
        self.by_scope.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Flight {
    /// Waits for the end. `None` if `deadline` came first, and the exchange has more time.
    async fn wait(&self, clock: &dyn Clock, deadline: &Deadline) -> Option<End> {
        let end = self.end.clone();
        if deadline.is_before(&self.deadline) {
            clock.timeout(deadline.patience(), end).await
        } else {
            Some(end.await)
        }
    }
}

/// The end of an exchange, with any result: the next request starts another.
struct Landing {
    flights: Arc<Flights>,
    scope: Scope,
}

impl Landing {
    /// Stores the result.
    fn end(&self, result: Result<AccessToken, TokenError>, clock: &dyn Clock) -> End {
        let mut entries = self.flights.entries();
        let kept = entries.get_mut(&self.scope).map(|entry| &mut entry.kept);
        match result {
            Ok(token) => {
                let token = Arc::new(token);
                if let Some(kept) = kept {
                    *kept = Some(Kept::new(Arc::clone(&token), clock));
                }
                End::Token(token)
            }
            Err(error) => {
                if let Some(Some(kept)) = kept {
                    let (scope, left) = (&self.scope, kept.left(clock).as_secs());
                    tracing::info!(
                        "the access token for {scope} could not be renewed yet, and is still valid for {left} s: {error}"
                    );
                    kept.put_off(clock);
                }
                End::Failure(Arc::new(error))
            }
        }
    }
}

impl Drop for Landing {
    fn drop(&mut self) {
        if let Some(entry) = self.flights.entries().get_mut(&self.scope) {
            entry.flight = None;
        }
    }
}

fn no_token_in_time(exchanger: &Exchanger, limit: Duration) -> TokenError {
    let error = TransportError::Timeout {
        host: exchanger.token_issuer(),
        proxy: None,
        limit,
    };
    let server = Server::Token;
    Unavailable::NoAnswer { server, error }.into()
}
