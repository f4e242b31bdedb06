//! Owns the assertion that a step holds, and when it asks for another.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;

use super::{Assertion, AssertionError};
use crate::clock::Clock;

/// An assertion that has less than this left is not used any more: it would expire on its way, and Entra would answer
/// with a riddle (AADSTS700024).
const LEAST_LEFT: Duration = Duration::from_secs(60);

/// The assertion that the exchanges of a step share. Only one of them asks for a new one, and the others wait for it.
#[derive(Debug)]
pub(crate) struct HeldAssertion {
    clock: Arc<dyn Clock>,
    held: Mutex<Held>,
}

#[derive(Debug)]
struct Held {
    assertion: Arc<Assertion>,
    /// When it came, on the clock that never goes back.
    since: Duration,
}

impl HeldAssertion {
    /// Holds an assertion that came just now.
    pub(crate) fn new(clock: Arc<dyn Clock>, assertion: Arc<Assertion>) -> Self {
        let since = clock.elapsed();
        Self {
            clock,
            held: Mutex::new(Held { assertion, since }),
        }
    }

    /// Gives the assertion, or a new one by `request` where it is about to expire.
    ///
    /// One that was about to expire when it came is given all the same: Azure DevOps keeps some in a cache, and another
    /// request would give the same.
    pub(crate) async fn current(
        &self,
        request: impl AsyncFnOnce() -> Result<Assertion, AssertionError>,
    ) -> Result<Arc<Assertion>, AssertionError> {
        let mut held = self.held.lock().await;
        let age = self.clock.elapsed().saturating_sub(held.since);
        let lifetime = held.assertion.lifetime();
        // It was good for longer when it came.
        let has_aged =
            lifetime.is_some_and(|lifetime| lifetime >= LEAST_LEFT && lifetime < age + LEAST_LEFT);
        if has_aged {
            self.replace(&mut held, request).await?;
        }
        Ok(Arc::clone(&held.assertion))
    }

    /// Gives another assertion than `refused`: by `request`, unless another exchange has already asked for one.
    pub(crate) async fn other_than(
        &self,
        refused: &Arc<Assertion>,
        request: impl AsyncFnOnce() -> Result<Assertion, AssertionError>,
    ) -> Result<Arc<Assertion>, AssertionError> {
        let mut held = self.held.lock().await;
        if Arc::ptr_eq(&held.assertion, refused) {
            self.replace(&mut held, request).await?;
        }
        Ok(Arc::clone(&held.assertion))
    }

    async fn replace(
        &self,
        held: &mut Held,
        request: impl AsyncFnOnce() -> Result<Assertion, AssertionError>,
    ) -> Result<(), AssertionError> {
        tracing::info!("asking for a new assertion: the one in hand is too old");
        let assertion = Arc::new(request().await?);
        *held = Held {
            assertion,
            since: self.clock.elapsed(),
        };
        Ok(())
    }
}
