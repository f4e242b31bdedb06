//! Owns time: what it is now, how much has passed, and waiting.

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

/// The time, as handed to everything that needs it.
pub trait Clock: Debug + Send + Sync {
    /// Tells the time of day. It may jump.
    fn now(&self) -> SystemTime;

    /// Tells how long this clock has been running. It never goes back.
    fn elapsed(&self) -> Duration;

    /// Waits for `duration`.
    fn wait(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + '_>>;
}

/// A clock that stands still except when somebody waits on it: then it moves on at once by that much.
///
/// For tests: a retry that would take half a minute takes no time.
#[derive(Debug)]
pub struct FixedClock {
    start: SystemTime,
    elapsed: Mutex<Duration>,
}

impl FixedClock {
    /// Makes a clock that shows `seconds` since 1970-01-01 UTC.
    pub fn at_unix_seconds(seconds: u64) -> Self {
        Self {
            start: SystemTime::UNIX_EPOCH + Duration::from_secs(seconds),
            elapsed: Mutex::default(),
        }
    }
}

impl Clock for FixedClock {
    fn now(&self) -> SystemTime {
        self.start + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        *self
            .elapsed
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn wait(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + '_>> {
        *self
            .elapsed
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner) += duration;
        Box::pin(std::future::ready(()))
    }
}
