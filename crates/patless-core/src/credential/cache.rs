//! The access token that a credential has for a scope: how long it is good for, and when it is renewed.

use std::sync::Arc;
use std::time::Duration;

use crate::clock::Clock;
use crate::exchange::{AccessToken, whole_seconds};

/// A token that was obtained.
pub(super) struct Kept {
    token: Arc<AccessToken>,
    /// When it came, on the clock that never goes back.
    came: Duration,
    /// It is renewed when it lives for less than this.
    renew_below: Duration,
}

impl Kept {
    /// Keeps a token that came just now.
    pub(super) fn new(token: Arc<AccessToken>, clock: &dyn Clock) -> Self {
        Self {
            came: clock.elapsed(),
            renew_below: token.lifetime() / 2,
            token,
        }
    }

    pub(super) fn token(&self) -> &Arc<AccessToken> {
        &self.token
    }

    /// How long the token still lives, by the time of day or by what has passed, whichever is less: one jumps, and the other
    /// may stand still while the machine sleeps.
    pub(super) fn left(&self, clock: &dyn Clock) -> Duration {
        let passed = clock.elapsed().saturating_sub(self.came);
        let unless_it_jumped = whole_seconds(self.token.lifetime().saturating_sub(passed));
        self.token.remaining(clock.now()).min(unless_it_jumped)
    }

    /// Tells whether it is time to renew it.
    pub(super) fn is_to_be_renewed(&self, clock: &dyn Clock) -> bool {
        self.left(clock) < self.renew_below
    }

    /// Puts the next renewal off, as one has failed: to when half of what is left is over.
    pub(super) fn put_off(&mut self, clock: &dyn Clock) {
        self.renew_below = self.left(clock) / 2;
    }
}
