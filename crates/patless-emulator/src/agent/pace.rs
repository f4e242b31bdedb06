//! How fast time passes for the agent. Tests let a minute pass in milliseconds.

use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use crate::clock::{Stopwatch, forward};

/// How long the seconds of timeouts, waits and signals take.
#[derive(Clone, Debug)]
pub struct Pace {
    /// How long one second takes.
    second: Duration,
    /// The clock that a wait moves instead of taking time.
    clock: Option<PathBuf>,
}

impl Pace {
    /// Time passes as it does.
    pub fn real() -> Self {
        Self::with_second(Duration::from_secs(1))
    }

    /// A second takes this long. For tests.
    pub fn with_second(second: Duration) -> Self {
        Self {
            second,
            clock: None,
        }
    }

    /// Has waits move the clock in a file instead of taking time. Timeouts take as long as before.
    #[must_use]
    pub fn with_moved_clock(mut self, file: impl Into<PathBuf>) -> Self {
        self.clock = Some(file.into());
        self
    }

    /// Returns how long something takes.
    pub(super) fn of(&self, duration: Duration) -> Duration {
        let seconds = self.second.as_secs_f64() * duration.as_secs_f64();
        Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX)
    }

    /// Waits, unless something ends the wait.
    pub(super) fn wait(&self, duration: Duration, is_ended: impl Fn() -> bool) {
        if let Some(clock) = &self.clock
            && forward(clock, duration).is_ok()
        {
            return;
        }
        let duration = self.of(duration);
        let started = Stopwatch::start();
        while started.elapsed() < duration && !is_ended() {
            thread::sleep(POLL_INTERVAL.min(duration));
        }
    }
}

impl Default for Pace {
    fn default() -> Self {
        Self::real()
    }
}

/// How often a wait looks whether it is ended.
const POLL_INTERVAL: Duration = Duration::from_millis(4);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Moved;

    #[test]
    fn a_second_takes_as_long_as_it_is_told() {
        let pace = Pace::with_second(Duration::from_millis(2));
        assert_eq!(
            pace.of(Duration::from_millis(7500)),
            Duration::from_millis(15)
        );
        assert_eq!(
            Pace::real().of(Duration::from_secs(60)),
            Duration::from_secs(60)
        );
        let endless = Pace::with_second(Duration::from_secs(u64::MAX));
        assert_eq!(endless.of(Duration::from_secs(2)), Duration::MAX);
    }

    #[test]
    fn a_wait_is_ended_early() {
        Pace::real().wait(Duration::from_secs(3600), || true);
    }

    #[test]
    fn a_wait_moves_the_clock() {
        let folder = tempfile::tempdir().unwrap();
        let moved = Moved::create(folder.path().join("clock")).unwrap();
        let pace = Pace::real().with_moved_clock(moved.file());
        pace.wait(Duration::from_secs(9), || false);
        assert_eq!(moved.seconds(), 9);
    }
}
