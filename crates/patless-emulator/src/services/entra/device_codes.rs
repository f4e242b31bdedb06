//! Issued device codes, and how their clients poll.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use uuid::Uuid;

use super::knobs::device_code::{DeviceCodeKnobs, UserDecision};

/// Device codes that wait for their user.
pub(super) struct DeviceCodes {
    knobs: DeviceCodeKnobs,
    waiting: Mutex<HashMap<String, Waiting>>,
}

/// State of one device code.
struct Waiting {
    grant: DeviceGrant,
    expires_at: Duration,
    interval: Duration,
    last_poll: Option<Duration>,
    slow_downs_left: u32,
    pending_left: u32,
}

/// What a device code is for.
#[derive(Clone, Debug)]
pub(super) struct DeviceGrant {
    /// Client that asked for the code.
    pub(super) client_id: Uuid,
    /// Requested scope.
    pub(super) scope: String,
}

/// Reason why a poll gives no access token. RFC 8628, section 3.5, except for the last two, which are Microsoft's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PollRefusal {
    /// The user has not finished.
    Pending,
    /// The client polls too often.
    SlowDown,
    /// The code has expired.
    Expired,
    /// The user declined.
    Declined,
    /// There is no such code, or it has been used.
    Unknown,
}

impl DeviceCodes {
    /// Starts without codes.
    pub(super) fn new(knobs: &DeviceCodeKnobs) -> Self {
        Self {
            knobs: knobs.clone(),
            waiting: Mutex::default(),
        }
    }

    /// Remembers a new code, at a time since the services started.
    pub(super) fn add(&self, code: &str, grant: DeviceGrant, now: Duration) {
        let waiting = Waiting {
            grant,
            expires_at: now + Duration::from_secs(self.knobs.lifetime_s),
            interval: Duration::from_secs(self.knobs.interval_s),
            last_poll: None,
            slow_downs_left: self.knobs.slow_downs,
            pending_left: self.knobs.pending_polls,
        };
        self.lock().insert(code.to_owned(), waiting);
    }

    /// Answers a poll of a client, at a time since the services started. A code gives one access token.
    pub(super) fn poll(
        &self,
        code: &str,
        client_id: Uuid,
        now: Duration,
    ) -> Result<DeviceGrant, PollRefusal> {
        let mut all = self.lock();
        let waiting = all
            .get_mut(code)
            .filter(|it| it.grant.client_id == client_id)
            .ok_or(PollRefusal::Unknown)?;
        waiting.poll(now)?;
        if self.knobs.decision == UserDecision::Declines {
            return Err(PollRefusal::Declined);
        }
        all.remove(code)
            .map(|it| it.grant)
            .ok_or(PollRefusal::Unknown)
    }

    /// Locks the codes. They stay valid if another thread panics.
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    /// Checks the expiry, the pace, and whether the user has finished.
    fn poll(&mut self, now: Duration) -> Result<(), PollRefusal> {
        if now >= self.expires_at {
            return Err(PollRefusal::Expired);
        }
        let last_poll = self.last_poll.replace(now);
        let is_early = last_poll.is_some_and(|it| now < it + self.interval);
        if is_early || take_one(&mut self.slow_downs_left) {
            self.interval += SLOW_DOWN;
            return Err(PollRefusal::SlowDown);
        }
        if take_one(&mut self.pending_left) {
            return Err(PollRefusal::Pending);
        }
        Ok(())
    }
}

/// Counts down. `false` means that nothing was left.
fn take_one(left: &mut u32) -> bool {
    let had_one = *left > 0;
    *left = left.saturating_sub(1);
    had_one
}

/// What `slow_down` adds to the interval, for this poll and all later ones (RFC 8628, section 3.5).
const SLOW_DOWN: Duration = Duration::from_secs(5);

#[cfg(test)]
mod tests {
    use super::*;

    const CLIENT: Uuid = Uuid::from_u128(1);

    fn codes(knobs: &DeviceCodeKnobs) -> DeviceCodes {
        let codes = DeviceCodes::new(knobs);
        let grant = DeviceGrant {
            client_id: CLIENT,
            scope: "s".to_owned(),
        };
        codes.add("code", grant, Duration::ZERO);
        codes
    }

    fn refusal(codes: &DeviceCodes, at_s: u64) -> Option<PollRefusal> {
        let now = Duration::from_secs(at_s);
        codes.poll("code", CLIENT, now).err()
    }

    #[test]
    fn early_poll_makes_the_interval_longer_for_good() {
        let codes = codes(&DeviceCodeKnobs {
            pending_polls: 3,
            ..DeviceCodeKnobs::default()
        });
        let polls = [0, 4, 13, 28, 43, 58].map(|it| refusal(&codes, it));
        let expected = [
            Some(PollRefusal::Pending),
            Some(PollRefusal::SlowDown),
            Some(PollRefusal::SlowDown),
            Some(PollRefusal::Pending),
            Some(PollRefusal::Pending),
            None,
        ];
        assert_eq!(polls, expected);
    }

    #[test]
    fn code_expires_after_its_lifetime() {
        let codes = codes(&DeviceCodeKnobs {
            pending_polls: 100,
            ..DeviceCodeKnobs::default()
        });
        assert_eq!(refusal(&codes, 899), Some(PollRefusal::Pending));
        assert_eq!(refusal(&codes, 900), Some(PollRefusal::Expired));
    }

    #[test]
    fn code_gives_one_grant_to_its_own_client() {
        let codes = codes(&DeviceCodeKnobs::default());
        let other = codes.poll("code", Uuid::from_u128(2), Duration::ZERO);
        assert_eq!(other.err(), Some(PollRefusal::Unknown));
        assert_eq!(refusal(&codes, 0), None);
        assert_eq!(refusal(&codes, 10), Some(PollRefusal::Unknown));
    }
}
