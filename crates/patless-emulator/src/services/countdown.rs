//! Count of what happens to the first requests only.

use std::sync::atomic::{AtomicU32, Ordering};

/// Number of times that something still happens.
pub(super) struct Countdown(AtomicU32);

impl Countdown {
    /// Starts at a number. No test lives to see the end of [`u32::MAX`].
    pub(super) fn from(times: u32) -> Self {
        Self(AtomicU32::new(times))
    }

    /// Counts down. `false` means that the end was reached.
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
