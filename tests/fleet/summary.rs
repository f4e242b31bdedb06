//! The figures of a fleet's run, and their limits.

use std::fmt;
use std::time::Duration;

use crate::arrivals::{Arrivals, counts};

/// Figures of a run.
#[derive(Debug)]
pub(crate) struct Summary {
    /// Jobs that got an access token.
    served: usize,
    /// Requests to Azure DevOps and Entra together.
    requests: usize,
    /// Time from the first attempt of the first job to that of the last.
    pub(crate) start: Duration,
    /// Time from the first exchange to the last, retries included.
    end: Duration,
    /// First attempts that were refused.
    refused: usize,
    /// Attempts of the job that was refused most often.
    most_attempts: u32,
    /// Retries in the fullest tenth of a second.
    fullest: usize,
}

impl Summary {
    /// Counts.
    pub(crate) fn of(served: usize, requests: usize, arrivals: &Arrivals) -> Self {
        let last = |times: &mut dyn Iterator<Item = Duration>| times.max().unwrap_or_default();
        let retries = arrivals.retries().map(|it| it.at);
        Self {
            served,
            requests,
            start: last(&mut arrivals.first().map(|it| it.at)),
            end: last(&mut arrivals.all().map(|it| it.at)),
            refused: arrivals.first().filter(|it| it.is_refused).count(),
            most_attempts: arrivals
                .all()
                .map(|it| it.attempt)
                .max()
                .unwrap_or_default(),
            fullest: counts(retries, TENTH).into_iter().max().unwrap_or_default(),
        }
    }

    /// Checks a run against one without a limit. The error says which bound was not kept.
    pub(crate) fn check(&self, unlimited: &Self) -> Result<(), &'static str> {
        if self.served < JOBS {
            Err("not every job got its access token")
        } else if self.refused * 5 < JOBS * 2 {
            Err("too few first attempts were refused: nothing is shown")
        } else if self.requests * 2 > unlimited.requests * 3 {
            Err("more than one and a half times as many requests as without a limit")
        } else {
            Ok(())
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            served,
            requests,
            start,
            end,
            refused,
            most_attempts,
            fullest,
        } = self;
        writeln!(
            f,
            "  {served} of {JOBS} jobs got an access token, with {requests} requests"
        )?;
        writeln!(
            f,
            "  first attempts: within {:.1} s, {refused} refused",
            start.as_secs_f64()
        )?;
        writeln!(
            f,
            "  last attempt: after {:.1} s; no job made more than {most_attempts}",
            end.as_secs_f64()
        )?;
        writeln!(f, "  fullest tenth of a second: {fullest} retries")
    }
}

/// Jobs that start at once.
pub(crate) const JOBS: usize = 1000;
const TENTH: Duration = Duration::from_millis(100);
