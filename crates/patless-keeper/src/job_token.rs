//! Whether the token of the job still works, by what Azure DevOps says.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use patless_catalogue::Cause;
use patless_core::{Clock, TokenError};
use tokio::sync::Notify;

/// What Azure DevOps has said of the token of the job.
#[derive(Debug, Default)]
pub(crate) struct JobToken {
    refused: Mutex<Refused>,
    is_over: Notify,
}

/// How it was refused, one time after the other.
#[derive(Debug, Default)]
struct Refused {
    times: u32,
    /// When it was for the first time, on the monotonic clock.
    since: Duration,
    /// The last one. All who wait for one exchange get the same: it counts once.
    last: Option<Arc<TokenError>>,
}

/// After how many refusals in a row the job is taken to be over.
const REFUSALS_AT_THE_END: u32 = 3;
/// How far apart the first and the last of them are at least: a server may be wrong for a moment.
const FOR_AT_LEAST: Duration = Duration::from_secs(120);

impl JobToken {
    /// Azure DevOps has taken it, or need not be asked.
    pub(crate) fn works(&self) {
        *self.refused() = Refused::default();
    }

    /// Looks whether an error says that it is no longer good.
    pub(crate) fn look_at(&self, error: &Arc<TokenError>, clock: &dyn Clock) {
        if !matches!(error.cause(), Cause::BadJobToken | Cause::JobNotFound) {
            return;
        }
        let mut refused = self.refused();
        let is_known = |last: &Arc<TokenError>| Arc::ptr_eq(last, error);
        if refused.last.as_ref().is_some_and(is_known) {
            return;
        }
        let now = clock.elapsed();
        if refused.times == 0 {
            refused.since = now;
        }
        refused.times += 1;
        refused.last = Some(Arc::clone(error));
        let passed = now.saturating_sub(refused.since);
        if refused.times >= REFUSALS_AT_THE_END && passed >= FOR_AT_LEAST {
            self.is_over.notify_one();
        }
    }

    /// Waits until it is taken to be over.
    pub(crate) async fn is_over(&self) {
        self.is_over.notified().await;
    }

    fn refused(&self) -> MutexGuard<'_, Refused> {
        let refused = self.refused.lock();
        refused.unwrap_or_else(PoisonError::into_inner)
    }
}
