//! Token bucket of a throttled route.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::scenario::Throttle;

/// Token bucket, which fills as time passes.
pub(super) struct TokenBucket {
    throttle: Throttle,
    level: Mutex<Level>,
}

/// Level of a bucket at the time of its last use.
struct Level {
    tokens: f64,
    at: Duration,
}

impl TokenBucket {
    /// Makes a full bucket.
    pub(super) fn full(throttle: Throttle) -> Self {
        Self {
            throttle,
            level: Mutex::new(Level {
                tokens: f64::from(throttle.burst),
                at: Duration::ZERO,
            }),
        }
    }

    /// Takes a token. `now` is the time since the services started. `false` means that no token is left.
    pub(super) fn take(&self, now: Duration) -> bool {
        let Throttle {
            per_second, burst, ..
        } = self.throttle;
        let mut level = self.level.lock().unwrap_or_else(PoisonError::into_inner);
        let passed = now.saturating_sub(level.at).as_secs_f64();
        level.at = level.at.max(now);
        level.tokens = f64::from(burst).min(level.tokens + f64::from(per_second) * passed);
        if level.tokens < 1.0 {
            return false;
        }
        level.tokens -= 1.0;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns how many of ten simultaneous requests are accepted.
    fn taken_at(token_bucket: &TokenBucket, now_ms: u64) -> usize {
        let now = Duration::from_millis(now_ms);
        (0..10).filter(|_| token_bucket.take(now)).count()
    }

    #[test]
    fn full_bucket_accepts_its_burst_and_then_refills_with_time() {
        let token_bucket = TokenBucket::full(Throttle {
            per_second: 2,
            burst: 4,
            retry_after_s: 1,
        });
        let taken = [0, 400, 1000, 60_000].map(|now_ms| taken_at(&token_bucket, now_ms));
        assert_eq!(taken, [4, 0, 2, 4]);
    }

    #[test]
    fn time_that_goes_backward_adds_no_tokens() {
        let token_bucket = TokenBucket::full(Throttle {
            per_second: 1,
            burst: 1,
            retry_after_s: 1,
        });
        assert_eq!(
            [2000, 1000, 2000].map(|it| taken_at(&token_bucket, it)),
            [1, 0, 0]
        );
    }
}
