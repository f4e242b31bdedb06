//! Cancellation token of a job.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Token that cancels a job at any time. All clones share one state.
#[derive(Clone, Debug, Default)]
pub struct CancellationToken(Arc<AtomicBool>);

impl CancellationToken {
    /// Makes a token that is not canceled.
    pub fn new() -> Self {
        Self::default()
    }

    /// Cancels the job. This cannot be undone.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Returns whether the job is canceled.
    pub fn is_canceled(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}
