//! Countdown of behavior that affects only the first requests.

use std::sync::atomic::{AtomicU32, Ordering};

/// Remaining number of times.
pub(super) struct Countdown(AtomicU32);

impl Countdown {
    /// Starts at a number. No test reaches the end of [`u32::MAX`].
    pub(super) fn from(times: u32) -> Self {
        Self(AtomicU32::new(times))
    }

    /// Counts down. `false` means that the count was already zero.
    pub(super) fn next(&self) -> bool {
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(1)
            })
            .is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countdown_ends() {
        let countdown = Countdown::from(2);
        assert_eq!([(); 3].map(|()| countdown.next()), [true, true, false]);
    }
}
