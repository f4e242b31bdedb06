//! The cached access token for a scope: how long it is valid, and when it is renewed.

use std::sync::Arc;
use std::time::Duration;

use crate::clock::Clock;
use crate::exchange::{AccessToken, whole_seconds};

/// A token that was obtained.
pub(super) struct Kept {
    token: Arc<AccessToken>,
    /// When it arrived, on the monotonic clock.
    came: Duration,
    /// It is renewed when its remaining lifetime is less than this. Zero: never.
    renew_below: Duration,
    verdict: Verdict,
}

/// What is known of a token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Verdict {
    Good,
    /// A resource has refused it.
    Refused,
}

impl Kept {
    /// Caches a token that has just arrived.
    pub(super) fn new(token: Arc<AccessToken>, clock: &dyn Clock) -> Self {
        Self {
            came: clock.elapsed(),
            renew_below: token.lifetime().unwrap_or_default() / 2,
            verdict: Verdict::Good,
            token,
        }
    }

    pub(super) fn token(&self) -> &Arc<AccessToken> {
        &self.token
    }

    /// Notes that a resource has refused it: it is given again only where no other can be had.
    pub(super) fn refuse(&mut self) {
        self.verdict = Verdict::Refused;
    }

    pub(super) fn is_refused(&self) -> bool {
        self.verdict == Verdict::Refused
    }

    /// How long it has been here.
    pub(super) fn age(&self, clock: &dyn Clock) -> Duration {
        clock.elapsed().saturating_sub(self.came)
    }

    /// The remaining lifetime of the token, by the time of day or by elapsed time, whichever is less: one may jump, and the
    /// other may stop while the machine sleeps.
    pub(super) fn left(&self, clock: &dyn Clock) -> Duration {
        let passed = self.age(clock);
        let left = self.token.remaining(clock.now());
        let lifetime = self.token.lifetime();
        lifetime.map_or(left, |it| {
            left.min(whole_seconds(it.saturating_sub(passed)))
        })
    }

    /// Returns whether it is time to renew it.
    pub(super) fn is_to_be_renewed(&self, clock: &dyn Clock) -> bool {
        self.left(clock) < self.renew_below
    }

    /// Postpones the next renewal after a failure: until half of the remaining lifetime is over.
    pub(super) fn put_off(&mut self, clock: &dyn Clock) {
        self.renew_below = self.left(clock) / 2;
    }
}
