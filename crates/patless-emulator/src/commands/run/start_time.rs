//! Time at which a run begins, as `System.PipelineStartTime` has it.

/// Writes seconds since 1970 as `2026-11-27 10:34:11+00:00`.
pub(super) fn start_time(now_s: i64) -> String {
    let (days, second) = (now_s.div_euclid(DAY_S), now_s.rem_euclid(DAY_S));
    let (year, month, day) = date(days);
    let (hour, minute) = (second / 3600, second / 60 % 60);
    let second = second % 60;
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}+00:00")
}

/// Makes a date of days since 1970. It counts years from March, so that leap days are the last of their years.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + DAYS_TO_1970;
    let (era, day) = (days.div_euclid(ERA_DAYS), days.rem_euclid(ERA_DAYS));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

const DAY_S: i64 = 86_400;
/// Days of 400 years.
const ERA_DAYS: i64 = 146_097;
/// Days from the first of March of the year 0 to 1970.
const DAYS_TO_1970: i64 = 719_468;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_written_as_the_service_does() {
        for (now_s, text) in [
            (0, "1970-01-01 00:00:00+00:00"),
            (951_782_399, "2000-02-28 23:59:59+00:00"),
            (951_782_400, "2000-02-29 00:00:00+00:00"),
            (1_709_164_800, "2024-02-29 00:00:00+00:00"),
            (1_795_775_651, "2026-11-27 10:34:11+00:00"),
        ] {
            assert_eq!(start_time(now_s), text);
        }
    }
}
