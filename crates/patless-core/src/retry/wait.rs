//! How long to wait between two attempts: with jitter, so that jobs that failed together do not retry together.

use std::time::Duration;

use super::deadline::SHORTEST_ATTEMPT;

/// The bounds of a wait. The wait is a random time between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wait {
    least: Duration,
    most: Duration,
}

impl Wait {
    /// Makes the wait after so many attempts: it doubles each time up to [`LONGEST`], and half of it is random.
    pub(super) fn after(attempts: u32) -> Self {
        Self::half_random(
            FIRST
                .saturating_mul(1 << (attempts - 1).min(8))
                .min(LONGEST),
        )
    }

    /// The wait while a change propagates through Entra: that takes minutes, so frequent attempts do not help.
    pub(super) fn for_propagation() -> Self {
        Self::half_random(PROPAGATION)
    }

    fn half_random(most: Duration) -> Self {
        let least = most / 2;
        Self { least, most }
    }

    /// Obeys a server that asks to wait. It may have given a thousand jobs the same time at once: none retries sooner, and
    /// the retries are spread over the same time again.
    pub(super) fn no_shorter_than(self, asked: Duration) -> Self {
        Self {
            least: self.least.max(asked),
            most: self.most.max(asked.saturating_mul(2)),
        }
    }

    /// Chooses the wait. `None` if even the shortest does not fit into the rest of the budget.
    ///
    /// The random part is shortened if needed, so that there is time for the next attempt.
    pub(super) fn within(self, remaining: Duration) -> Option<Duration> {
        if self.least >= remaining {
            return None;
        }
        let room = remaining.saturating_sub(SHORTEST_ATTEMPT);
        let most = self.most.min(room).max(self.least);
        let random = most.saturating_sub(self.least).mul_f64(fastrand::f64());
        Some(self.least + random)
    }
}

/// The longest wait after the first attempt.
const FIRST: Duration = Duration::from_millis(500);
/// The longest wait after any attempt, unless the server asks for more.
const LONGEST: Duration = Duration::from_secs(8);
/// The longest wait while a change propagates through Entra.
const PROPAGATION: Duration = Duration::from_secs(15);

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;
    use std::collections::BinaryHeap;

    use super::*;

    const BUDGET: Duration = Duration::from_secs(30);
    const ASKED: Duration = Duration::from_secs(5);
    const JOBS: usize = 1000;

    /// Counts the arrivals in the fullest tenth of a second.
    fn fullest_tenth(arrivals: &[Duration]) -> usize {
        let mut counts = vec![0; 400];
        for arrival in arrivals {
            counts[usize::try_from(arrival.as_millis() / 100).unwrap()] += 1;
        }
        counts.into_iter().max().unwrap()
    }

    #[test]
    fn waits_double_and_half_of_each_is_random() {
        for attempt in 1..12 {
            let full = Duration::from_millis(500 << (attempt - 1).min(4));
            let wait = Wait::after(attempt).within(BUDGET).unwrap();
            assert!(wait >= full / 2 && wait <= full, "{attempt}: {wait:?}");
        }
    }

    #[test]
    fn jobs_that_are_asked_for_the_same_wait_come_back_apart() {
        fastrand::seed(1);
        let wait = Wait::after(1).no_shorter_than(ASKED);
        let waits: Vec<_> = (0..JOBS).map(|_| wait.within(BUDGET).unwrap()).collect();
        assert!(waits.iter().all(|wait| (ASKED..=2 * ASKED).contains(wait)));
        // 20 each, were they as even as can be.
        assert!(fullest_tenth(&waits) <= 40, "{}", fullest_tenth(&waits));
    }

    #[test]
    fn a_wait_of_no_time_is_as_long_as_if_none_was_asked_for() {
        for attempt in 1..8 {
            let wait = Wait::after(attempt).no_shorter_than(Duration::ZERO);
            assert!(wait.within(BUDGET).unwrap() >= Wait::after(attempt).least);
        }
    }

    #[test]
    fn what_is_random_of_a_wait_is_shortened_to_what_the_budget_has_room_for() {
        for (asked_s, most_s) in [(5, 10), (20, 29), (29, 29)] {
            let asked = Duration::from_secs(asked_s);
            for _ in 0..JOBS {
                let wait = Wait::after(1).no_shorter_than(asked).within(BUDGET);
                let most = Duration::from_secs(most_s);
                assert!((asked..=most).contains(&wait.unwrap()), "{wait:?}");
            }
        }
        for asked in [BUDGET, Duration::MAX] {
            assert_eq!(Wait::after(1).no_shorter_than(asked).within(BUDGET), None);
        }
    }

    /// The hardest case: no job is a moment behind another. The server takes 500 requests at once and 50 a second.
    #[test]
    fn a_thousand_jobs_at_the_same_moment_are_all_served_within_the_budget() {
        fastrand::seed(1);
        let mut due: BinaryHeap<_> = (0..JOBS).map(|_| Reverse((Duration::ZERO, 1))).collect();
        let (mut room, mut last, mut exchanges) = (500.0, Duration::ZERO, 0);
        let mut retries = Vec::new();
        while let Some(Reverse((now, attempt))) = due.pop() {
            room = f64::min(500.0, room + 50.0 * now.saturating_sub(last).as_secs_f64());
            last = now;
            exchanges += 1;
            if attempt > 1 {
                retries.push(now);
            }
            if room >= 1.0 {
                room -= 1.0;
                continue;
            }
            let wait = Wait::after(attempt).no_shorter_than(ASKED);
            let wait = wait.within(BUDGET.saturating_sub(now)).unwrap();
            due.push(Reverse((now + wait, attempt + 1)));
        }
        assert!(retries.len() >= JOBS / 2, "{} retries", retries.len());
        assert!(fullest_tenth(&retries) <= 30, "{}", fullest_tenth(&retries));
        // An assertion each, and the exchanges; the least is two requests a job.
        let requests = JOBS + exchanges;
        assert!(requests * 2 <= 2 * JOBS * 3, "{requests} requests");
    }
}
