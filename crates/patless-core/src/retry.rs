//! Owns when a request is tried again: one budget of time for the whole step, and what the server said.

mod transport;
mod wait;

use std::fmt::Display;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::Clock;
use crate::http::Response;
use wait::Wait;

/// What a failure says about another attempt.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Advice {
    /// It cannot work.
    GiveUp,
    /// It may work.
    TryAgain,
    /// It may work after this time, which the server asked for. Never tried sooner, and up to twice as late.
    TryAgainAfter(Duration),
    /// It may work once a change in Entra has reached every server, which takes minutes. For those who asked to wait.
    WaitForPropagation,
}

/// A failure that knows whether another attempt may work.
pub(crate) trait Retryable: Display + Sized {
    /// Tells what this failure says about another attempt.
    fn advice(&self) -> Advice;

    /// Notes on the failure how much was tried in vain. Called where one more attempt would have been made, had there
    /// been time.
    #[must_use]
    fn after(self, tried: Tried) -> Self;
}

/// How much was tried in vain.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Tried {
    /// How many requests were sent.
    pub attempts: u32,
    /// How long the step has been at it.
    pub elapsed: Duration,
    /// How long the server asked to be left alone, where it did.
    pub asked_wait: Option<Duration>,
}

impl Display for Tried {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let plural = if self.attempts == 1 { "" } else { "s" };
        write!(
            f,
            "gave up after {} attempt{plural} in {:.1} s",
            self.attempts,
            self.elapsed.as_secs_f32()
        )?;
        match self.asked_wait {
            Some(wait) => write!(f, " (the server asks for {} s of patience)", wait.as_secs()),
            None => Ok(()),
        }
    }
}

/// How long things may take.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Limits {
    /// All requests of a step together, waits between attempts included. Default 30 s.
    pub total: Duration,
    /// One attempt at one request, connecting included. Default 10 s.
    pub attempt: Duration,
    /// What is added to the total for refusals that may come of a change which is still on its way through Entra. Default
    /// 0: they are final.
    pub propagation: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            total: Duration::from_secs(30),
            attempt: Duration::from_secs(10),
            propagation: Duration::ZERO,
        }
    }
}

impl Limits {
    /// Sets the time that all requests have together.
    #[must_use]
    pub fn with_total(self, total: Duration) -> Self {
        Self { total, ..self }
    }

    /// Sets how long to wait for a change in Entra.
    #[must_use]
    pub fn with_propagation(self, propagation: Duration) -> Self {
        Self {
            propagation,
            ..self
        }
    }
}

/// The time that all requests of a step have between them, waits included.
#[derive(Clone, Debug)]
pub(crate) struct Budget {
    clock: Arc<dyn Clock>,
    limits: Limits,
    started: Duration,
}

impl Budget {
    /// Starts a budget.
    pub(crate) fn start(clock: Arc<dyn Clock>, limits: Limits) -> Self {
        let started = clock.elapsed();
        Self {
            clock,
            limits,
            started,
        }
    }

    fn elapsed(&self) -> Duration {
        self.clock.elapsed().saturating_sub(self.started)
    }

    /// What is left of `total`.
    fn remaining_of(&self, total: Duration) -> Duration {
        total.saturating_sub(self.elapsed())
    }

    /// The time that reading a file may take now.
    ///
    /// It has a floor of its own: a loaded machine takes its time for what is read in milliseconds elsewhere, and what
    /// hangs hangs for longer than any limit.
    pub(crate) fn reading_limit(&self) -> Duration {
        self.remaining_of(self.limits.total)
            .clamp(SHORTEST_READING, LONGEST_READING)
    }

    /// The first attempt is always made, however little is left.
    fn attempt_limit_within(&self, total: Duration) -> Duration {
        self.limits
            .attempt
            .min(self.remaining_of(total).max(SHORTEST_ATTEMPT))
    }

    /// Runs `request` until it succeeds, cannot work, or the budget has no room for another wait.
    ///
    /// `request` is given the time that it may take.
    pub(crate) async fn spend<T, E: Retryable>(
        &self,
        what: &str,
        mut request: impl AsyncFnMut(Duration) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut attempts = 0;
        let mut total = self.limits.total;
        loop {
            let limit = self.attempt_limit_within(total);
            attempts += 1;
            let error = match request(limit).await {
                Ok(value) => return Ok(value),
                Err(error) => error,
            };
            let advice = error.advice();
            let (wait, asked_wait) = match advice {
                Advice::GiveUp => return Err(error),
                Advice::TryAgain => (Wait::after(attempts), None),
                Advice::TryAgainAfter(asked) => {
                    (Wait::after(attempts).no_shorter_than(asked), Some(asked))
                }
                Advice::WaitForPropagation if self.limits.propagation.is_zero() => {
                    return Err(error);
                }
                Advice::WaitForPropagation => {
                    // From here on, for hiccups on the way as well.
                    total = self.limits.total + self.limits.propagation;
                    (Wait::for_propagation(), None)
                }
            };
            let Some(wait) = wait.within(self.remaining_of(total)) else {
                return Err(error.after(Tried {
                    attempts,
                    elapsed: self.elapsed(),
                    asked_wait,
                }));
            };
            tracing::info!(
                attempt = attempts,
                wait_s = wait.as_secs_f32(),
                "{what}: attempt {attempts} failed ({error}); trying again in {:.1} s",
                wait.as_secs_f32()
            );
            self.clock.wait(wait).await;
        }
    }
}

/// The least time that an attempt gets.
const SHORTEST_ATTEMPT: Duration = Duration::from_secs(1);

/// The least time that reading a file gets.
const SHORTEST_READING: Duration = Duration::from_secs(5);

/// The most time that reading a file gets.
const LONGEST_READING: Duration = Duration::from_secs(10);

/// Reads what an answer with this status says about another attempt: 408, 429 and 5xx may work later.
pub(crate) fn advice_of(answer: &Response) -> Advice {
    let status = answer.status;
    let passing = status.as_u16() == 408 || status.as_u16() == 429 || status.is_server_error();
    if !passing || status.as_u16() == 501 || status.as_u16() == 505 {
        return Advice::GiveUp;
    }
    // A date is on the server's clock.
    let now = answer.server_time().unwrap_or(answer.sent_at);
    answer
        .header("retry-after")
        .and_then(|text| retry_after(text, now))
        .map_or(Advice::TryAgain, Advice::TryAgainAfter)
}

/// Reads `Retry-After`, seconds or a date (RFC 9110 §10.2.3). `None` when it is neither.
fn retry_after(text: &str, now: SystemTime) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FixedClock;

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

    /// Fails with `advice` until `successes_at`, and gives the clock's time and the number of attempts at the end.
    fn play(advice: Advice, success_at: u32) -> (Result<(), Failure>, u32, Duration) {
        play_with(advice, success_at, Duration::ZERO)
    }

    fn play_with(
        advice: Advice,
        success_at: u32,
        propagation: Duration,
    ) -> (Result<(), Failure>, u32, Duration) {
        let clock = Arc::new(FixedClock::at_unix_seconds(0));
        let limits = Limits::default().with_propagation(propagation);
        let budget = Budget::start(clock.clone(), limits);
        let mut attempts = 0;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let result = runtime.block_on(budget.spend("test", async |_| {
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
        let clock = Arc::new(FixedClock::at_unix_seconds(0));
        let limits = Limits::default().with_propagation(Duration::from_secs(300));
        let budget = Budget::start(clock, limits);
        let mut limits_given = Vec::new();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let result = runtime.block_on(budget.spend("test", async |limit| {
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

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_000_000);
        assert_eq!(retry_after(" 60 ", now), Some(Duration::from_secs(60)));
        let date = httpdate::fmt_http_date(now + Duration::from_secs(5));
        assert_eq!(retry_after(&date, now), Some(Duration::from_secs(5)));
        assert_eq!(
            retry_after("Wed, 21 Oct 2015 07:28:00 GMT", now),
            Some(Duration::ZERO)
        );
        assert_eq!(retry_after("soon", now), None);
    }
}
