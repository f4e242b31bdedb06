//! What ends steps before they are done: the cancellation of the job, its timeout, and the timeout of a step.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::cancellation::CancellationToken;
use super::pace::Pace;
use crate::clock::Stopwatch;

/// Limits of a job. All clones share one state.
#[derive(Clone, Debug)]
pub(super) struct JobLimits(Arc<Inner>);

/// State of the limits of a job.
#[derive(Debug)]
struct Inner {
    /// Cancels the job from outside.
    cancellation: CancellationToken,
    /// How fast time passes.
    pace: Pace,
    /// How long the job has been running.
    started: Stopwatch,
    /// When it is canceled, as it is written. `None`: never.
    timeout: Option<Duration>,
    /// How long it goes on after it is canceled.
    grace: Duration,
    /// Why it is canceled, and since when, counted from its start.
    canceled: OnceLock<(Why, Duration)>,
}

/// Why a job is canceled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Somebody has asked for it.
    Asked,
    /// It ran longer than it may.
    TimedOut {
        /// How long that is.
        minutes: u64,
    },
}

/// Why a step is ended before it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The job is canceled.
    Canceled,
    /// The step ran longer than it may.
    TimedOut,
    /// The time after the cancellation of the job is over. The process is killed at once.
    Killed,
}

impl JobLimits {
    /// Starts the time of a job. Both times are counted at the given pace.
    pub(super) fn start(
        cancellation: &CancellationToken,
        pace: &Pace,
        timeout: Option<Duration>,
        grace: Duration,
    ) -> Self {
        Self(Arc::new(Inner {
            cancellation: cancellation.clone(),
            pace: pace.clone(),
            started: Stopwatch::start(),
            timeout,
            grace: pace.of(grace),
            canceled: OnceLock::new(),
        }))
    }

    /// Returns why the job is canceled. The first reason stays.
    pub(super) fn canceled(&self) -> Option<Why> {
        self.since().map(|(why, _)| why)
    }

    /// Returns whether the time after the cancellation is over.
    pub(super) fn is_over(&self) -> bool {
        let over = |since: Duration| self.0.started.elapsed().saturating_sub(since) > self.0.grace;
        self.since().is_some_and(|(_, since)| over(since))
    }

    /// Returns how fast time passes.
    pub(super) fn pace(&self) -> &Pace {
        &self.0.pace
    }

    /// Returns why the job is canceled, and since when.
    fn since(&self) -> Option<(Why, Duration)> {
        let inner = &self.0;
        if let Some(known) = inner.canceled.get() {
            return Some(*known);
        }
        let elapsed = inner.started.elapsed();
        let timeout = inner.timeout;
        let why = match timeout {
            _ if inner.cancellation.is_canceled() => Why::Asked,
            Some(timeout) if elapsed >= inner.pace.of(timeout) => Why::TimedOut {
                minutes: timeout.as_secs() / 60,
            },
            _ => return None,
        };
        Some(*inner.canceled.get_or_init(|| (why, elapsed)))
    }
}

/// Limits of a step.
#[derive(Clone, Debug)]
pub(super) struct StepLimits {
    /// Those of its job.
    job: JobLimits,
    /// How long it has been running.
    started: Stopwatch,
    /// How long it may run. `None`: as long as the job.
    timeout: Option<Duration>,
    /// Whether it goes on when the job is canceled.
    cancellation: WhenCanceled,
}

/// What a step does when its job is canceled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WhenCanceled {
    /// It ends.
    Ends,
    /// It goes on: its condition holds also for a canceled job.
    GoesOn,
}

impl StepLimits {
    /// Starts the time of a step.
    pub(super) fn start(
        job: &JobLimits,
        timeout: Option<Duration>,
        cancellation: WhenCanceled,
    ) -> Self {
        Self {
            started: Stopwatch::start(),
            timeout: timeout.map(|it| job.pace().of(it)),
            cancellation,
            job: job.clone(),
        }
    }

    /// Returns why the step has to end now.
    pub(super) fn stop(&self) -> Option<Stop> {
        let is_canceled = self.job.canceled().is_some();
        if is_canceled && self.cancellation == WhenCanceled::Ends {
            Some(Stop::Canceled)
        } else if is_canceled && self.job.is_over() {
            Some(Stop::Killed)
        } else if self
            .timeout
            .is_some_and(|timeout| self.started.elapsed() >= timeout)
        {
            Some(Stop::TimedOut)
        } else {
            None
        }
    }

    /// Returns how fast time passes.
    pub(super) fn pace(&self) -> &Pace {
        self.job.pace()
    }
}

/// Reads the timeout of a job. `None`: there is no limit.
pub(super) fn job_timeout(text: Option<&str>) -> Option<Duration> {
    match text.map(str::trim) {
        Some("0") => None,
        text => Some(minutes(text).unwrap_or(JOB_TIMEOUT)),
    }
}

/// Reads how long a job goes on after it is canceled. The agent gives it a minute at least.
pub(super) fn grace(text: Option<&str>) -> Duration {
    match text.map(str::trim) {
        Some("0") => LEAST_GRACE,
        text => minutes(text).unwrap_or(GRACE),
    }
}

/// The timeout of a job that has none of its own.
const JOB_TIMEOUT: Duration = Duration::from_secs(60 * 60);

/// How long a job goes on after it is canceled.
const GRACE: Duration = Duration::from_secs(5 * 60);

/// How long a job goes on at least.
const LEAST_GRACE: Duration = Duration::from_secs(60);

/// Reads a number of minutes as the service does. `None` if it is not a positive number.
pub(super) fn minutes(text: Option<&str>) -> Option<Duration> {
    let minutes: u64 = text?.trim().parse().ok()?;
    (minutes > 0).then(|| Duration::from_secs(minutes.saturating_mul(60)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEVER: Duration = Duration::from_secs(1_000_000);

    fn job(timeout: Option<Duration>, grace: Duration) -> (JobLimits, CancellationToken) {
        let token = CancellationToken::new();
        (
            JobLimits::start(&token, &Pace::real(), timeout, grace),
            token,
        )
    }

    #[test]
    fn a_step_ends_with_its_job_and_one_that_cleans_up_goes_on() {
        let (job, token) = job(Some(NEVER), NEVER);
        let step = StepLimits::start(&job, None, WhenCanceled::Ends);
        let cleanup = StepLimits::start(&job, None, WhenCanceled::GoesOn);
        assert_eq!((job.canceled(), step.stop()), (None, None));
        token.cancel();
        assert_eq!(step.stop(), Some(Stop::Canceled));
        assert_eq!(job.canceled(), Some(Why::Asked));
        assert_eq!(cleanup.stop(), None);
        assert!(!job.is_over());
    }

    #[test]
    fn a_job_times_out_and_is_killed_when_its_grace_is_over() {
        let (job, token) = job(Some(Duration::ZERO), Duration::ZERO);
        let timed_out = Some(Why::TimedOut { minutes: 0 });
        assert_eq!(job.canceled(), timed_out);
        token.cancel();
        assert_eq!(job.canceled(), timed_out, "the first reason stays");
        let cleanup = StepLimits::start(&job, None, WhenCanceled::GoesOn);
        while !job.is_over() {
            std::thread::yield_now();
        }
        assert_eq!(cleanup.stop(), Some(Stop::Killed));
    }

    #[test]
    fn a_step_times_out_also_after_the_cancellation() {
        let (job, token) = job(None, NEVER);
        token.cancel();
        let step = StepLimits::start(&job, Some(Duration::ZERO), WhenCanceled::GoesOn);
        assert_eq!(step.stop(), Some(Stop::TimedOut));
    }

    #[test]
    fn a_job_has_an_hour_and_five_minutes_more() {
        let seconds = |it: Duration| it.as_secs();
        for (text, expected) in [
            (None, Some(3600)),
            (Some("90"), Some(5400)),
            (Some("0"), None),
            (Some("soon"), Some(3600)),
        ] {
            assert_eq!(job_timeout(text).map(seconds), expected, "{text:?}");
        }
        for (text, expected) in [(None, 300), (Some("2"), 120), (Some("0"), 60)] {
            assert_eq!(seconds(grace(text)), expected, "{text:?}");
        }
    }

    #[test]
    fn minutes_are_positive_numbers() {
        for (text, expected) in [
            ("1", Some(60)),
            (" 90 ", Some(5400)),
            ("0", None),
            ("-1", None),
            ("1.5", None),
            ("$(x)", None),
            ("", None),
        ] {
            let expected = expected.map(Duration::from_secs);
            assert_eq!(minutes(Some(text)), expected, "{text}");
        }
        assert_eq!(minutes(None), None);
        let most = minutes(Some("18446744073709551615")).unwrap();
        assert_eq!(most, Duration::from_secs(u64::MAX));
    }
}
