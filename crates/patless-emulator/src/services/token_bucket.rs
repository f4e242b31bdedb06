//! Count of the requests that a throttled route still takes.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::scenario::Throttle;

/// Bucket of tokens, filled by the time that passes.
pub(super) struct TokenBucket {
    throttle: Throttle,
    level: Mutex<Level>,
}

/// Content of a bucket when it was last looked at.
struct Level {
    tokens: f64,
    at: Duration,
}

impl TokenBucket {
    /// Starts full.
    pub(super) fn full(throttle: Throttle) -> Self {
        Self {
            throttle,
            level: Mutex::new(Level {
                tokens: f64::from(throttle.burst),
                at: Duration::ZERO,
            }),
        }
    }

    /// Takes a token. `now` is the time since the services started. `false` means that there is none.
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

    /// Tells how many of ten requests at the same time are taken.
    fn taken_at(token_bucket: &TokenBucket, now_ms: u64) -> usize {
        let now = Duration::from_millis(now_ms);
        (0..10).filter(|_| token_bucket.take(now)).count()
    }

    #[test]
    fn full_bucket_takes_its_burst_and_then_what_time_brings() {
        let token_bucket = TokenBucket::full(Throttle {
            per_second: 2,
            burst: 4,
            retry_after_s: 1,
        });
        let taken = [0, 400, 1000, 60_000].map(|now_ms| taken_at(&token_bucket, now_ms));
        assert_eq!(taken, [4, 0, 2, 4]);
    }

    #[test]
    fn time_that_goes_back_brings_nothing() {
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
