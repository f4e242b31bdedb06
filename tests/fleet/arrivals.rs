//! What Entra saw of a fleet: when the exchanges arrived, and their outcome.

use std::collections::HashMap;
use std::time::Duration;

use patless_emulator::RecordedRequest;

/// The exchanges of a fleet of jobs, as they arrived.
#[derive(Debug)]
pub(crate) struct Arrivals(Vec<Arrival>);

/// One exchange.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arrival {
    /// When it arrived, after the first of all.
    pub(crate) at: Duration,
    /// Which attempt of its job it was, from 1.
    pub(crate) attempt: u32,
    /// Whether it was one too many.
    pub(crate) is_refused: bool,
}

impl Arrivals {
    /// Finds the exchanges among the requests. A job keeps its connection, so the first one on each is a first attempt.
    pub(crate) fn of(requests: &[RecordedRequest]) -> Self {
        let exchanges = || {
            let is_exchange = |it: &&RecordedRequest| it.path.ends_with("/oauth2/v2.0/token");
            requests.iter().filter(is_exchange)
        };
        let start = exchanges().map(|it| it.arrived_at).min();
        let mut attempts = HashMap::new();
        let arrivals = exchanges().map(|it| {
            let attempt = attempts.entry(it.connection).or_insert(0);
            *attempt += 1;
            Arrival {
                at: it.arrived_at.saturating_sub(start.unwrap_or_default()),
                attempt: *attempt,
                is_refused: it.status == Some(429),
            }
        });
        Self(arrivals.collect())
    }

    /// Lists all attempts.
    pub(crate) fn all(&self) -> impl Iterator<Item = Arrival> {
        self.0.iter().copied()
    }

    /// Lists the first attempt of each job.
    pub(crate) fn first(&self) -> impl Iterator<Item = Arrival> {
        self.all().filter(|it| it.attempt == 1)
    }

    /// Lists all attempts but the first ones.
    pub(crate) fn retries(&self) -> impl Iterator<Item = Arrival> {
        self.all().filter(|it| it.attempt > 1)
    }
}

/// Counts arrivals, slot by slot of a time.
pub(crate) fn counts(arrivals: impl Iterator<Item = Duration>, slot: Duration) -> Vec<usize> {
    let mut counts = vec![0];
    for at in arrivals {
        let number = usize::try_from(at.as_millis() / slot.as_millis()).unwrap_or_default();
        if counts.len() <= number {
            counts.resize(number + 1, 0);
        }
        counts[number] += 1;
    }
    counts
}
