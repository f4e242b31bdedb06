//! Stopwatch that measures how long the services have been running.

use std::time::{Duration, Instant};

/// Time since a start. Unlike a [`Clock`](super::Clock), it never goes backward and has no offset.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stopwatch {
    started: Instant,
}

impl Stopwatch {
    /// Starts at zero.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place where the services learn how much time has passed"
    )]
    pub(crate) fn start() -> Self {
        Self {
            started: Instant::now(),
        }
    }

    /// Returns the time since the start.
    pub(crate) fn elapsed(self) -> Duration {
        self.started.elapsed()
    }
}
