//! What a clock does, whichever it is.

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

/// The time, as handed to everything that needs it.
pub trait Clock: Debug + Send + Sync {
    /// Tells the time of day. It may jump.
    fn now(&self) -> SystemTime;

    /// Tells how long this clock has been running. It never goes back.
    fn elapsed(&self) -> Duration;

    /// Waits for `duration`, because there is nothing else to do.
    fn wait(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;

    /// Waits for `duration` beside work that may take no longer. Where the work ends first, it is dropped.
    ///
    /// For a clock of tests it is not the same as waiting: while work goes on, time must not be moved for its limit.
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
            // Work that is done when time is up is done.
            biased;
            result = work => Some(result),
            () = self.limit(limit) => None,
        }
    }
}
