//! The trait of all clocks.

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

/// The time, as handed to everything that needs it.
pub trait Clock: Debug + Send + Sync {
    /// Returns the time of day. It may jump.
    fn now(&self) -> SystemTime;

    /// Returns how long this clock has been running. It never goes back.
    fn elapsed(&self) -> Duration;

    /// Waits for `duration`, with nothing else to do.
    fn wait(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;

    /// Waits for `duration` as a limit of other work. It is dropped if the work ends first.
    ///
    /// For a test clock, this differs from waiting: a limit must not move the time while the work is running.
    fn limit(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.wait(duration)
    }
}

impl dyn Clock + '_ {
    /// Does work for no longer than `limit`. `None`: time was up first.
    pub(crate) async fn timeout<T>(
        &self,
        limit: Duration,
        work: impl Future<Output = T>,
    ) -> Option<T> {
        tokio::select! {
            // Work that is complete when the time is up counts as complete.
            biased;
            result = work => Some(result),
            () = self.limit(limit) => None,
        }
    }
}
