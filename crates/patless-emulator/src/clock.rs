//! Clock of the services, which can differ from the machine's clock.

use std::time::{SystemTime, UNIX_EPOCH};

mod calendar;
mod moved;
mod stopwatch;

pub(crate) use calendar::{iso_time, iso_time_precise, offset_time, slashed_time, spaced_time};
pub(crate) use moved::{CLOCK_VARIABLE, Moved, PAUSE, STEP_S, forward};
pub(crate) use stopwatch::Stopwatch;

/// Clock of a service: the machine's clock plus an offset.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    /// Seconds ahead of the machine's clock. Negative means behind.
    offset_s: i64,
}

impl Clock {
    /// Makes a clock that is ahead by this many seconds.
    pub(crate) fn ahead_by(offset_s: i64) -> Self {
        Self { offset_s }
    }

    /// Returns the time in seconds since 1970.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place where the emulator reads the machine's clock"
    )]
    pub(crate) fn now_s(self) -> i64 {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH);
        let seconds = since_1970.map_or(0, |it| it.as_secs());
        i64::try_from(seconds).unwrap_or(i64::MAX / 2) + self.offset_s
    }

    /// Returns the time in the format of the `Date` header.
    pub(crate) fn http_date(self) -> String {
        let seconds = u64::try_from(self.now_s()).unwrap_or_default();
        httpdate::fmt_http_date(UNIX_EPOCH + std::time::Duration::from_secs(seconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offset_moves_the_time() {
        let ahead = Clock::ahead_by(1000).now_s() - Clock::ahead_by(0).now_s();
        assert!((1000..1005).contains(&ahead));
    }
}
