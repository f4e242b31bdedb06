//! Date formats of the services, in UTC.

/// Formats a time like the `timestamp` of an Entra error: `2026-11-21 19:50:45Z`.
pub(crate) fn spaced_time(time_s: i64) -> String {
    let [year, month, day] = date(time_s);
    let [hour, minute, second] = time_of_day(time_s);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}Z")
}

/// Formats a time like `System.PipelineStartTime`: `2026-11-21 19:50:45+00:00`.
pub(crate) fn offset_time(time_s: i64) -> String {
    spaced_time(time_s).replace('Z', "+00:00")
}

/// Formats a time as in RFC 3339: `2026-11-21T19:50:45Z`.
pub(crate) fn iso_time(time_s: i64) -> String {
    spaced_time(time_s).replace(' ', "T")
}

/// Formats a time with seven decimals, as AADSTS700024 does: `2026-11-21T19:50:45.0000000Z`.
pub(crate) fn iso_time_precise(time_s: i64) -> String {
    iso_time(time_s).replace('Z', ".0000000Z")
}

/// Formats a time like the `expires_on` of App Service on Linux before 2019: `11/21/2026 19:50:45 +00:00`.
pub(crate) fn slashed_time(time_s: i64) -> String {
    let [year, month, day] = date(time_s);
    let [hour, minute, second] = time_of_day(time_s);
    format!("{month:02}/{day:02}/{year:04} {hour:02}:{minute:02}:{second:02} +00:00")
}

/// Returns hour, minute and second.
fn time_of_day(time_s: i64) -> [i64; 3] {
    let second = time_s.rem_euclid(DAY_S);
    [second / 3600, second / 60 % 60, second % 60]
}

/// Returns year, month and day in the Gregorian calendar.
///
/// It counts from March 1 of year 0, so that a leap day is the last day of its year.
fn date(time_s: i64) -> [i64; 3] {
    let days = time_s.div_euclid(DAY_S) + DAYS_BEFORE_1970;
    let era = days.div_euclid(DAYS_PER_ERA);
    let day_of_era = days.rem_euclid(DAYS_PER_ERA);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    [year, month, day]
}

const DAY_S: i64 = 86_400;
/// Days in 400 years.
const DAYS_PER_ERA: i64 = 146_097;
/// Days from March 1 of year 0 to January 1, 1970.
const DAYS_BEFORE_1970: i64 = 719_468;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_times_are_formatted() {
        assert_eq!(spaced_time(0), "1970-01-01 00:00:00Z");
        assert_eq!(spaced_time(951_782_400), "2000-02-29 00:00:00Z");
        assert_eq!(spaced_time(1_795_290_645), "2026-11-21 19:50:45Z");
        assert_eq!(offset_time(951_782_399), "2000-02-28 23:59:59+00:00");
        assert_eq!(iso_time(1_795_290_645), "2026-11-21T19:50:45Z");
        assert_eq!(slashed_time(1_795_290_645), "11/21/2026 19:50:45 +00:00");
        assert_eq!(iso_time_precise(-1), "1969-12-31T23:59:59.0000000Z");
    }
}
