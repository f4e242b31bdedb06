//! Retries: repeats a request while it may still succeed and there is time.

pub(crate) mod deadline;
mod failed;
mod policy;
mod wait;

use std::fmt::Display;
use std::time::Duration;

use deadline::Deadline;
pub use failed::{Failed, Tried};
pub(crate) use policy::{
    Advice, EntraRefusal, is_updating, of_azure_devops_exception, of_busy, of_missing_result,
    of_transport, retry_after,
};
use wait::Wait;

/// A failure that knows whether a retry may work.
pub(crate) trait Retryable: Display + Sized {
    /// Returns what this failure means for a retry.
    fn advice(&self) -> Advice;

    /// Records the failed attempts on the failure. Called if only the lack of time prevented another attempt.
    #[must_use]
    fn after(self, tried: Tried) -> Self;
}

impl Deadline {
    /// How long to wait after another task ran out of time. `None` if there is no time here either.
    pub(crate) fn pause_after(&self, tried: Tried) -> Option<Duration> {
        let wait = Wait::after(1).no_shorter_than(tried.asked_wait.unwrap_or_default());
        wait.within(self.remaining_of(self.limits().total))
    }
}

/// The attempts at one request.
///
/// The caller runs the loop, so that the futures that it awaits can be `Send`.
#[derive(Debug)]
pub(crate) struct Attempts<'a> {
    what: &'static str,
    deadline: &'a Deadline,
    made: u32,
    /// The time that all of them have.
    total: Duration,
}

impl<'a> Attempts<'a> {
    /// Prepares attempts until `deadline`. `what` names the request in messages.
    pub(crate) fn new(what: &'static str, deadline: &'a Deadline) -> Self {
        Self {
            what,
            deadline,
            made: 0,
            total: deadline.limits().total,
        }
    }

    /// Starts an attempt, and returns the time that it may take.
    pub(crate) fn begin(&mut self) -> Duration {
        self.made += 1;
        self.deadline.attempt_limit_within(self.total)
    }

    /// Waits until the next attempt.
    ///
    /// # Errors
    /// The failure of the last attempt, if a retry cannot work or there is no time for another wait.
    pub(crate) async fn pause<E: Retryable>(&mut self, error: E) -> Result<(), E> {
        let limits = self.deadline.limits();
        let (wait, asked_wait) = match error.advice() {
            // The caller, who holds the old assertion, gets a new one.
            Advice::GiveUp | Advice::FreshAssertion => return Err(error),
            Advice::TryAgain => (Wait::after(self.made), None),
            Advice::TryAgainAfter(asked) => {
                (Wait::after(self.made).no_shorter_than(asked), Some(asked))
            }
            Advice::WaitForPropagation if limits.propagation.is_zero() => return Err(error),
            Advice::WaitForPropagation => {
                // From here on, also for transient failures.
                self.total = limits.total + limits.propagation;
                (Wait::for_propagation(), None)
            }
        };
        let attempts = self.made;
        let Some(wait) = wait.within(self.deadline.remaining_of(self.total)) else {
            return Err(error.after(Tried {
                attempts,
                elapsed: self.deadline.elapsed(),
                asked_wait,
            }));
        };
        tracing::info!(
            attempt = attempts,
            wait_s = wait.as_secs_f32(),
            "{}: attempt {attempts} failed ({error}); trying again in {:.1} s",
            self.what,
            wait.as_secs_f32()
        );
        self.deadline.clock().wait(wait).await;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::deadline::Limits;
    use super::*;
    use crate::clock::{Clock as _, TestClock};

    #[derive(Debug)]
    struct Failure(Advice, Option<Tried>);

    impl Display for Failure {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("refused")
        }
    }

    impl Retryable for Failure {
        fn advice(&self) -> Advice {
            self.0
        }
        fn after(self, tried: Tried) -> Self {
            Self(self.0, Some(tried))
        }
    }

    /// Makes attempts until one succeeds, or there is no other.
    async fn spend(
        deadline: &Deadline,
        mut attempt: impl AsyncFnMut(Duration) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut attempts = Attempts::new("test", deadline);
        loop {
            match attempt(attempts.begin()).await {
                Ok(()) => return Ok(()),
                Err(error) => attempts.pause(error).await?,
            }
        }
    }

    /// Fails with `advice` until `successes_at`, and gives the clock's time and the number of attempts at the end.
    fn play(advice: Advice, success_at: u32) -> (Result<(), Failure>, u32, Duration) {
        play_with(advice, success_at, Duration::ZERO)
    }

    fn play_with(
        advice: Advice,
        success_at: u32,
        propagation: Duration,
    ) -> (Result<(), Failure>, u32, Duration) {
        let clock = Arc::new(TestClock::at_unix_seconds(0));
        let limits = Limits::default().with_propagation(propagation);
        let deadline = Deadline::start(clock.clone(), limits);
        let mut attempts = 0;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let result = runtime.block_on(spend(&deadline, async |_| {
            attempts += 1;
            if attempts == success_at {
                Ok(())
            } else {
                Err(Failure(advice, None))
            }
        }));
        (result, attempts, clock.elapsed())
    }

    #[test]
    fn a_permanent_failure_costs_one_attempt_and_no_time() {
        let (result, attempts, elapsed) = play(Advice::GiveUp, 2);
        assert!(result.unwrap_err().1.is_none());
        assert_eq!((attempts, elapsed), (1, Duration::ZERO));
    }

    #[test]
    fn a_passing_failure_is_survived() {
        let (result, attempts, elapsed) = play(Advice::TryAgain, 3);
        assert!(result.is_ok());
        assert_eq!(attempts, 3);
        assert!(
            elapsed >= Duration::from_millis(750) && elapsed <= Duration::from_millis(1500),
            "{elapsed:?}"
        );
    }

    #[test]
    fn an_endless_failure_ends_within_the_budget() {
        let (result, attempts, elapsed) = play(Advice::TryAgain, u32::MAX);
        assert_eq!(result.unwrap_err().1.unwrap().attempts, attempts);
        assert!(
            attempts >= 5 && elapsed <= Duration::from_secs(30),
            "{attempts} {elapsed:?}"
        );
    }

    #[test]
    fn what_the_server_asks_for_is_waited() {
        let (result, attempts, elapsed) = play(Advice::TryAgainAfter(Duration::from_secs(7)), 2);
        assert!(result.is_ok());
        assert_eq!(attempts, 2);
        assert!(
            elapsed >= Duration::from_secs(7) && elapsed <= Duration::from_secs(14),
            "{elapsed:?}"
        );
    }

    #[test]
    fn a_longer_wait_than_the_budget_is_not_begun() {
        let (result, attempts, elapsed) = play(Advice::TryAgainAfter(Duration::from_secs(60)), 2);
        assert_eq!(
            result.unwrap_err().1.unwrap().asked_wait,
            Some(Duration::from_secs(60))
        );
        assert_eq!((attempts, elapsed), (1, Duration::ZERO));
    }

    #[test]
    fn propagation_is_waited_for_only_when_asked() {
        let (result, attempts, elapsed) = play(Advice::WaitForPropagation, 2);
        assert!(result.unwrap_err().1.is_none());
        assert_eq!((attempts, elapsed), (1, Duration::ZERO));
        let five_minutes = Duration::from_secs(300);
        let (result, attempts, elapsed) = play_with(Advice::WaitForPropagation, 12, five_minutes);
        assert!(result.is_ok());
        assert_eq!(attempts, 12);
        assert!(
            elapsed > Duration::from_secs(80) && elapsed < Duration::from_secs(170),
            "{elapsed:?}"
        );
        let (result, _, elapsed) = play_with(Advice::WaitForPropagation, u32::MAX, five_minutes);
        assert!(
            result.is_err() && elapsed <= Duration::from_secs(330),
            "{elapsed:?}"
        );
    }

    #[test]
    fn an_attempt_while_propagation_is_waited_for_has_its_full_time_and_may_fail_in_passing() {
        let clock = Arc::new(TestClock::at_unix_seconds(0));
        let limits = Limits::default().with_propagation(Duration::from_secs(300));
        let deadline = Deadline::start(clock, limits);
        let mut limits_given = Vec::new();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let result = runtime.block_on(spend(&deadline, async |limit| {
            limits_given.push(limit);
            match limits_given.len() {
                8 => Err(Failure(Advice::TryAgain, None)),
                10 => Ok(()),
                _ => Err(Failure(Advice::WaitForPropagation, None)),
            }
        }));
        assert!(result.is_ok());
        assert!(
            limits_given.iter().all(|&limit| limit == limits.attempt),
            "{limits_given:?}"
        );
    }
}
