//! Deadlines: when to stop trying, and how long an attempt or reading a file may take until then.

use std::sync::Arc;
use std::time::Duration;

use crate::clock::Clock;

/// Time limits.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Limits {
    /// The total for everything that shares a deadline, including waits between attempts. Default 30 s.
    pub total: Duration,
    /// One attempt at one request, connecting included. Default 10 s.
    pub attempt: Duration,
    /// Extra time for refusals that may be due to a change that is still propagating through Entra. Default
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

/// When to stop trying. Everything that shares a deadline shares the time, including waits between attempts.
///
/// It is for one request, or for all requests of a step. A clone is the same deadline.
#[derive(Clone, Debug)]
pub struct Deadline {
    clock: Arc<dyn Clock>,
    limits: Limits,
    started: Duration,
    /// The time that a person may take in addition.
    for_a_person: Duration,
}

impl Deadline {
    /// Starts a deadline with these `limits`, from now on. `clock` must be the clock of the requests.
    pub fn start(clock: Arc<dyn Clock>, limits: Limits) -> Self {
        let started = clock.elapsed();
        Self {
            clock,
            limits,
            started,
            for_a_person: Duration::ZERO,
        }
    }

    /// Waits so much longer for a person. Requests have no more time than before.
    #[must_use]
    pub(crate) fn with_time_for_a_person(&self, for_a_person: Duration) -> Self {
        Self {
            for_a_person,
            ..self.clone()
        }
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    /// How much has passed since it was made.
    pub(crate) fn elapsed(&self) -> Duration {
        self.clock.elapsed().saturating_sub(self.started)
    }

    /// What is left of `total`.
    pub(crate) fn remaining_of(&self, total: Duration) -> Duration {
        total.saturating_sub(self.elapsed())
    }

    /// Starts a new deadline from now, with the same limits.
    pub(crate) fn renewed(&self) -> Self {
        Self::start(Arc::clone(&self.clock), self.limits)
    }

    /// The time on the clock after which nothing is tried.
    fn end(&self) -> Duration {
        self.started + self.limits.total + self.limits.propagation + self.for_a_person
    }

    /// Returns whether this deadline is earlier than another one of the same clock.
    pub(crate) fn is_before(&self, other: &Self) -> bool {
        self.end() < other.end()
    }

    /// How long to wait for the work of another task. As for an attempt, there is always some time.
    pub(crate) fn patience(&self) -> Duration {
        let left = self.end().saturating_sub(self.clock.elapsed());
        left.max(SHORTEST_ATTEMPT)
    }

    /// The time that reading a file may take now.
    ///
    /// It has its own minimum: a loaded machine is slow at what takes milliseconds elsewhere, and a hanging file system
    /// exceeds any limit.
    pub(crate) fn reading_limit(&self) -> Duration {
        self.remaining_of(self.limits.total)
            .clamp(SHORTEST_READING, LONGEST_READING)
    }

    /// The first attempt is always made, however little time is left.
    pub(crate) fn attempt_limit_within(&self, total: Duration) -> Duration {
        self.limits
            .attempt
            .min(self.remaining_of(total).max(SHORTEST_ATTEMPT))
    }
}

/// The least time that an attempt gets.
pub(crate) const SHORTEST_ATTEMPT: Duration = Duration::from_secs(1);

/// The least time that reading a file gets.
const SHORTEST_READING: Duration = Duration::from_secs(5);

/// The most time that reading a file gets.
const LONGEST_READING: Duration = Duration::from_secs(10);
