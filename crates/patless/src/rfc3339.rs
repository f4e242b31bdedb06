//! Writes times for people and programs, as RFC 3339 has them.

use std::time::{Duration, SystemTime};

use humantime::format_rfc3339_seconds;

/// Writes a time as RFC 3339 in UTC. `None` if it is after the year 9999.
pub(crate) fn rfc3339(unix_seconds: u64) -> Option<String> {
    (unix_seconds <= END_OF_9999).then(|| {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(unix_seconds);
        format_rfc3339_seconds(time).to_string()
    })
}

/// 9999-12-31T23:59:59Z, the last time with a year of four digits.
const END_OF_9999: u64 = 253_402_300_799;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_without_a_year_of_four_digits_is_not_written() {
        assert_eq!(
            rfc3339(END_OF_9999).as_deref(),
            Some("9999-12-31T23:59:59Z")
        );
        assert_eq!(rfc3339(END_OF_9999 + 1), None);
    }
}
