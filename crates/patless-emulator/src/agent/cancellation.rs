//! Owns the wish to cancel a job.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The wish to cancel a job, which can come at any time. A clone is the same wish.
#[derive(Clone, Debug, Default)]
pub struct CancellationToken(Arc<AtomicBool>);

impl CancellationToken {
    /// Makes a wish that nobody has had yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks for the job to be canceled. It cannot be taken back.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Tells whether somebody has asked.
    pub fn is_canceled(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}
