//! The machine's clock, ahead by what a file of the emulator says. In debug builds only.

use std::path::PathBuf;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use patless_core::{Clock, SystemClock};

/// The clock of the emulator.
#[derive(Debug)]
pub(super) struct MovedClock {
    system: SystemClock,
    file: PathBuf,
    /// How far it was ahead at the start, in seconds.
    at_start: u64,
    /// How far it was ahead at most so far, in seconds: it does not go back, whatever becomes of the file.
    latest: AtomicU64,
}

/// How often it is looked whether the clock has been moved.
const LOOK_EVERY: Duration = Duration::from_millis(10);

impl MovedClock {
    /// Starts to count elapsed time.
    pub(super) fn start(file: PathBuf) -> Self {
        let clock = Self {
            system: SystemClock::start(),
            file,
            at_start: 0,
            latest: AtomicU64::new(0),
        };
        let at_start = clock.ahead();
        Self { at_start, ..clock }
    }

    /// How far it is ahead of the machine's clock, in seconds.
    fn ahead(&self) -> u64 {
        let text = std::fs::read_to_string(&self.file).unwrap_or_default();
        let ahead = text.trim().parse().unwrap_or_default();
        self.latest.fetch_max(ahead, Ordering::Relaxed).max(ahead)
    }
}

impl Clock for MovedClock {
    fn now(&self) -> SystemTime {
        self.system.now() + Duration::from_secs(self.ahead())
    }

    fn elapsed(&self) -> Duration {
        self.system.elapsed() + Duration::from_secs(self.ahead() - self.at_start)
    }

    fn wait(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            let end = self.elapsed() + duration;
            loop {
                let left = end.saturating_sub(self.elapsed());
                if left.is_zero() {
                    return;
                }
                self.system.wait(left.min(LOOK_EVERY)).await;
            }
        })
    }

    /// Work takes the machine's time: a request must not fail because the clock is moved meanwhile.
    fn limit(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.system.wait(duration)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    #[tokio::test]
    async fn a_wait_of_hours_ends_when_the_file_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("clock");
        std::fs::write(&file, "7200\n").unwrap();
        let clock = Arc::new(MovedClock::start(file.clone()));
        assert!(clock.elapsed() < HOUR);
        let waiting = tokio::spawn({
            let clock = Arc::clone(&clock);
            async move { clock.wait(3 * HOUR).await }
        });
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        std::fs::write(&file, "18001\n").unwrap();
        waiting.await.unwrap();
        assert!(clock.elapsed() >= 3 * HOUR);
    }

    #[test]
    fn the_clock_does_not_go_back() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("clock");
        let clock = MovedClock::start(file.clone());
        std::fs::write(&file, "7200").unwrap();
        assert!(clock.elapsed() >= 2 * HOUR);
        std::fs::remove_file(&file).unwrap();
        assert!(clock.elapsed() >= 2 * HOUR);
    }
}
