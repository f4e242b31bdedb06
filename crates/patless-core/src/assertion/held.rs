//! The assertion that exchanges share, and when it is replaced.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, MutexGuard};

use super::jwt::Assertion;
use crate::clock::Clock;

/// An assertion that has less than this left is not used anymore: it would expire on its way, and Entra would answer
/// with a misleading error (AADSTS700024).
const LEAST_LEFT: Duration = Duration::from_secs(60);

/// The assertion that exchanges share. Only one of them requests a new one, and the others wait for it.
#[derive(Debug)]
pub(crate) struct HeldAssertion {
    clock: Arc<dyn Clock>,
    /// `None` if none has been requested yet.
    held: Mutex<Option<Held>>,
}

#[derive(Debug)]
struct Held {
    assertion: Arc<Assertion>,
    /// When it arrived, on the monotonic clock.
    since: Duration,
}

/// Exclusive access to the assertion for one exchange.
pub(crate) struct InHand<'a> {
    clock: &'a dyn Clock,
    held: MutexGuard<'a, Option<Held>>,
}

impl HeldAssertion {
    /// Creates an empty one.
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            held: Mutex::default(),
        }
    }

    /// Waits until no other exchange is requesting one. `None` if that took longer than `patience`.
    pub(crate) async fn in_hand(&self, patience: Duration) -> Option<InHand<'_>> {
        let held = self.clock.timeout(patience, self.held.lock()).await?;
        let clock = &*self.clock;
        Some(InHand { clock, held })
    }
}

impl InHand<'_> {
    /// Returns the assertion, or a new one from `request` if there is none or it is about to expire.
    ///
    /// One that was about to expire when it arrived is returned anyway: Azure DevOps caches some, and another request would
    /// return the same.
    pub(crate) async fn current<E>(
        mut self,
        request: impl Future<Output = Result<Arc<Assertion>, E>>,
    ) -> Result<Arc<Assertion>, E> {
        match &*self.held {
            Some(held) if !held.has_aged(self.clock.elapsed()) => Ok(Arc::clone(&held.assertion)),
            _ => self.replace(request).await,
        }
    }

    /// Returns an assertion other than `refused`: from `request`, unless another exchange has already requested one.
    pub(crate) async fn other_than<E>(
        mut self,
        refused: &Arc<Assertion>,
        request: impl Future<Output = Result<Arc<Assertion>, E>>,
    ) -> Result<Arc<Assertion>, E> {
        match &*self.held {
            Some(held) if !Arc::ptr_eq(&held.assertion, refused) => Ok(Arc::clone(&held.assertion)),
            _ => self.replace(request).await,
        }
    }

    async fn replace<E>(
        &mut self,
        request: impl Future<Output = Result<Arc<Assertion>, E>>,
    ) -> Result<Arc<Assertion>, E> {
        if self.held.is_some() {
            tracing::info!("requesting a new assertion: the current one is too old");
        }
        let assertion = request.await?;
        let since = self.clock.elapsed();
        // If nothing else uses the old one anymore, it is wiped here.
        *self.held = Some(Held {
            assertion: Arc::clone(&assertion),
            since,
        });
        Ok(assertion)
    }
}

impl Held {
    fn has_aged(&self, now: Duration) -> bool {
        let age = now.saturating_sub(self.since);
        let lifetime = self.assertion.lifetime();
        // It was valid for longer when it arrived.
        lifetime.is_some_and(|lifetime| lifetime >= LEAST_LEFT && lifetime < age + LEAST_LEFT)
    }
}
