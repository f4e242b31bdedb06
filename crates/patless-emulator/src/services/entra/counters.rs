//! Counters of Entra, for behavior that changes after some exchanges.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::assertion_ids::AssertionIds;
use super::device_codes::DeviceCodes;
use super::knobs::EntraKnobs;
use crate::scenario::Throttle;
use crate::services::countdown::Countdown;
use crate::services::token_bucket::TokenBucket;

/// Remaining counts of the knobs of Entra.
pub(in crate::services) struct EntraCounters {
    /// Device codes.
    pub(super) device_codes: DeviceCodes,
    /// IDs of client assertions.
    pub(super) assertion_ids: AssertionIds,
    propagation_failures: Countdown,
    late_propagation_failures: Countdown,
    refusals: Countdown,
    refusal_code: Option<u32>,
    throttle: Option<Throttle>,
    token_bucket: Option<TokenBucket>,
    has_exchanged: AtomicBool,
}

impl EntraCounters {
    /// Starts at the counts of the knobs.
    pub(in crate::services) fn new(knobs: &EntraKnobs) -> Self {
        Self {
            device_codes: DeviceCodes::new(&knobs.device_code),
            assertion_ids: AssertionIds::default(),
            propagation_failures: Countdown::from(knobs.propagation_failures),
            late_propagation_failures: Countdown::from(knobs.late_propagation_failures),
            refusals: Countdown::from(knobs.refusal.map_or(0, |it| it.times)),
            refusal_code: knobs.refusal.map(|it| it.code),
            throttle: knobs.throttle,
            token_bucket: knobs.throttle.map(TokenBucket::full),
            has_exchanged: AtomicBool::new(false),
        }
    }

    /// Returns whether this exchange reaches a replica that does not see the federated credential yet.
    pub(super) fn propagation_fails(&self) -> bool {
        if self.has_exchanged.load(Ordering::Relaxed) {
            self.late_propagation_failures.next()
        } else {
            self.propagation_failures.next()
        }
    }

    /// Records that an exchange succeeded.
    pub(super) fn exchange_succeeded(&self) {
        self.has_exchanged.store(true, Ordering::Relaxed);
    }

    /// Returns the code with which this exchange is refused, and counts down.
    pub(super) fn next_refusal(&self) -> Option<u32> {
        let code = self.refusal_code?;
        self.refusals.next().then_some(code)
    }

    /// Counts a token request, at a time since the services started. `Some` means that the request exceeds this limit.
    pub(super) fn throttles(&self, uptime: Duration) -> Option<Throttle> {
        let has_room = self.token_bucket.as_ref()?.take(uptime);
        self.throttle.filter(|_| !has_room)
    }
}
