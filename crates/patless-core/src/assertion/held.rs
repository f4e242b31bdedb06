//! The assertion that exchanges share, and when another is asked for.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, MutexGuard};

use super::jwt::Assertion;
use crate::clock::Clock;

/// An assertion that has less than this left is not used any more: it would expire on its way, and Entra would answer
/// with a riddle (AADSTS700024).
const LEAST_LEFT: Duration = Duration::from_secs(60);

/// The assertion that exchanges share. Only one of them asks for a new one, and the others wait for it.
#[derive(Debug)]
pub(crate) struct HeldAssertion {
    clock: Arc<dyn Clock>,
    /// `None`: nobody has asked for one yet.
    held: Mutex<Option<Held>>,
}

#[derive(Debug)]
struct Held {
    assertion: Arc<Assertion>,
    /// When it came, on the clock that never goes back.
    since: Duration,
}

/// The assertion, in the hands of one exchange.
pub(crate) struct InHand<'a> {
    clock: &'a dyn Clock,
    held: MutexGuard<'a, Option<Held>>,
}

impl HeldAssertion {
    /// Makes room for one.
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            held: Mutex::default(),
        }
    }

    /// Waits until no other exchange asks for one. `None`: that took longer than `patience`.
    pub(crate) async fn in_hand(&self, patience: Duration) -> Option<InHand<'_>> {
        let held = self.clock.timeout(patience, self.held.lock()).await?;
        let clock = &*self.clock;
        Some(InHand { clock, held })
    }
}

impl InHand<'_> {
    /// Gives the assertion, or a new one by `request` where there is none or it is about to expire.
    ///
    /// One that was about to expire when it came is given all the same: Azure DevOps keeps some in a cache, and another
    /// request would give the same.
    pub(crate) async fn current<E>(
        mut self,
        request: impl Future<Output = Result<Arc<Assertion>, E>>,
    ) -> Result<Arc<Assertion>, E> {
        match &*self.held {
            Some(held) if !held.has_aged(self.clock.elapsed()) => Ok(Arc::clone(&held.assertion)),
            _ => self.replace(request).await,
        }
    }

    /// Gives another assertion than `refused`: by `request`, unless another exchange has already asked for one.
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
        // Where nobody else uses the old one any more, it is wiped here.
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
        // It was good for longer when it came.
        lifetime.is_some_and(|lifetime| lifetime >= LEAST_LEFT && lifetime < age + LEAST_LEFT)
    }
}
