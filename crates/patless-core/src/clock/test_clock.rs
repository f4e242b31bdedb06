//! A clock for tests, on which waiting takes no real time.

use std::collections::BTreeMap;
use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

use super::contract::Clock;

/// A clock that stops until it is advanced.
#[derive(Debug)]
pub struct TestClock {
    start: SystemTime,
    pace: Pace,
    timers: Mutex<Timers>,
}

/// What moves a clock.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Pace {
    /// Waiting on it. Limits of work use the machine's time: how long work takes is not known here.
    Waits,
    /// The test alone, limits of work included.
    Ticks,
}

/// The time, and the timers that wait.
#[derive(Debug, Default)]
struct Timers {
    elapsed: Duration,
    /// By when they are due, and among equals by who came first. `None` if it was not polled yet.
    due: BTreeMap<Due, Option<Waker>>,
    begun: u64,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Due {
    at: Duration,
    number: u64,
}

impl TestClock {
    /// Makes a clock that shows `seconds` since 1970-01-01 UTC, and advances when something waits on it: to the end of the
    /// shortest wait, then of the next. Those who wait together wait for as long as the longest, not one after the other.
    pub fn at_unix_seconds(seconds: u64) -> Self {
        Self::new(seconds, Pace::Waits)
    }

    /// Makes a clock that shows `seconds` since 1970-01-01 UTC, and moves by [`TestClock::tick`] alone.
    pub fn by_ticks(seconds: u64) -> Self {
        Self::new(seconds, Pace::Ticks)
    }

    /// Advances the clock, and wakes all timers that are due.
    pub fn tick(&self, by: Duration) {
        let mut timers = self.timers();
        let to = timers.elapsed + by;
        timers.move_to(to);
    }

    /// How long it is until the first timer ends. `None` if nothing waits.
    pub fn next_timer(&self) -> Option<Duration> {
        let timers = self.timers();
        let (first, _) = timers.due.first_key_value()?;
        Some(first.at.saturating_sub(timers.elapsed))
    }

    fn new(seconds: u64, pace: Pace) -> Self {
        Self {
            start: SystemTime::UNIX_EPOCH + Duration::from_secs(seconds),
            pace,
            timers: Mutex::default(),
        }
    }

    fn timers(&self) -> MutexGuard<'_, Timers> {
        self.timers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn timer(&self, duration: Duration) -> Timer<'_> {
        let mut timers = self.timers();
        timers.begun += 1;
        let due = Due {
            at: timers.elapsed + duration,
            number: timers.begun,
        };
        timers.due.insert(due, None);
        Timer {
            clock: self,
            due,
            others: Others::NotYet,
        }
    }
}

impl Timers {
    fn move_to(&mut self, to: Duration) {
        self.elapsed = self.elapsed.max(to);
        for (due, waker) in &mut self.due {
            if due.at <= self.elapsed {
                waker.take().into_iter().for_each(Waker::wake);
            }
        }
    }
}

impl Clock for TestClock {
    fn now(&self) -> SystemTime {
        self.start + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        self.timers().elapsed
    }

    fn wait(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(self.timer(duration))
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "work that is not simulated takes the time of the machine"
    )]
    fn limit(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        match self.pace {
            Pace::Waits => Box::pin(tokio::time::sleep(duration)),
            Pace::Ticks => Box::pin(self.timer(duration)),
        }
    }
}

/// A wait that has begun.
struct Timer<'c> {
    clock: &'c TestClock,
    due: Due,
    others: Others,
}

/// Whether others had a chance to begin a wait at the same time.
enum Others {
    NotYet,
    Begun,
}

impl Future for Timer<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let had_a_chance = matches!(mem::replace(&mut self.others, Others::Begun), Others::Begun);
        let mut timers = self.clock.timers();
        if self.clock.pace == Pace::Waits
            && had_a_chance
            && let Some((first, _)) = timers.due.first_key_value()
        {
            let at = first.at;
            timers.move_to(at);
        }
        if self.due.at <= timers.elapsed {
            return Poll::Ready(());
        }
        timers.due.insert(self.due, Some(context.waker().clone()));
        if self.clock.pace == Pace::Waits {
            context.waker().wake_by_ref();
        }
        Poll::Pending
    }
}

impl Drop for Timer<'_> {
    fn drop(&mut self) {
        self.clock.timers().due.remove(&self.due);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use futures_util::FutureExt as _;
    use futures_util::future::join_all;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test]
    async fn those_who_wait_together_wait_for_as_long_as_the_longest() {
        let clock = TestClock::at_unix_seconds(0);
        let ends = [5, 3, 5, 1].map(async |seconds| {
            clock.wait(SECOND * seconds).await;
            clock.elapsed()
        });
        let ends = join_all(ends).await;
        assert_eq!(ends, [5, 3, 5, 1].map(|seconds| SECOND * seconds));
        clock.wait(SECOND).await;
        assert_eq!(clock.elapsed(), SECOND * 6);
    }

    #[tokio::test]
    async fn a_wait_ends_with_the_tick_that_reaches_it() {
        let clock = Arc::new(TestClock::by_ticks(0));
        let waiting = tokio::spawn({
            let clock = Arc::clone(&clock);
            async move { clock.wait(SECOND * 3).await }
        });
        clock.tick(SECOND * 2);
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        // The task began to wait when two seconds had passed.
        clock.tick(SECOND * 3);
        waiting.await.unwrap();
        assert_eq!(clock.elapsed(), SECOND * 5);
        assert!(clock.timers().due.is_empty());
    }

    #[tokio::test]
    async fn work_is_limited_by_ticks_where_the_clock_moves_by_ticks() {
        let clock: Arc<TestClock> = Arc::new(TestClock::by_ticks(0));
        let shared: Arc<dyn Clock> = Arc::<TestClock>::clone(&clock);
        let mut work = Box::pin(shared.timeout(SECOND, std::future::pending::<()>()));
        assert!(work.as_mut().now_or_never().is_none());
        clock.tick(SECOND);
        assert!(work.await.is_none());
    }

    #[tokio::test]
    async fn the_limit_of_work_does_not_move_a_clock_that_waits_move() {
        let clock = Arc::new(TestClock::at_unix_seconds(0));
        let shared: Arc<dyn Clock> = Arc::<TestClock>::clone(&clock);
        let work = async {
            for _ in 0..100 {
                tokio::task::yield_now().await;
            }
        };
        assert!(shared.timeout(SECOND * 60, work).await.is_some());
        assert_eq!(clock.elapsed(), Duration::ZERO);
    }
}
