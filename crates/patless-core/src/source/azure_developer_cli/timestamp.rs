//! Reads a time as RFC 3339 writes it.

use std::time::{Duration, SystemTime};

/// Reads a time from 1970 on, with an offset: `2026-11-21T21:05:11Z`, `2026-11-21T22:05:11.5+01:00`. A fraction of a
/// second is dropped. `None` for anything else.
///
/// Source: RFC 3339 §5.6.
pub(super) fn parse(text: &str) -> Option<SystemTime> {
    let text = text.to_ascii_uppercase();
    let (date, time) = text.split_once('T')?;
    let [year, month, day] = numbers(date, '-')?;
    let zone = time.find(['Z', '+', '-'])?;
    let (time, zone) = time.split_at(zone);
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let [hour, minute, second] = numbers(time, ':')?;
    let in_range = year >= 1970
        && (1..=12).contains(&month)
        && (1..=days_in(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        // A leap second.
        && second <= 60
        && is_digits(fraction);
    if !in_range {
        return None;
    }
    let local = days_since_1970(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second;
    let seconds = u64::try_from(local - offset(zone)?).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

/// Reads an offset, in seconds.
fn offset(text: &str) -> Option<i64> {
    if text == "Z" {
        return Some(0);
    }
    let (sign, rest) = text.split_at_checked(1)?;
    let [hours, minutes] = numbers(rest, ':')?;
    let seconds = hours * 3_600 + minutes * 60;
    let in_range = hours < 24 && minutes < 60;
    in_range.then_some(if sign == "-" { -seconds } else { seconds })
}

/// Reads as many numbers as are asked for.
fn numbers<const N: usize>(text: &str, separator: char) -> Option<[i64; N]> {
    let parts = text.split(separator);
    let numbers: Option<Vec<_>> = parts
        .map(|part| {
            let number = is_digits(part).then(|| part.parse().ok()).flatten();
            number.filter(|_| matches!(part.len(), 2 | 4))
        })
        .collect();
    numbers?.try_into().ok()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let years = (1970..year).map(|year| 365 + i64::from(is_leap(year)));
    let months = (1..month).map(|month| days_in(year, month));
    years.chain(months).sum::<i64>() + day - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unix(text: &str) -> Option<u64> {
        let since = parse(text)?.duration_since(SystemTime::UNIX_EPOCH);
        Some(since.unwrap().as_secs())
    }

    #[test]
    fn a_time_is_read_with_its_offset() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2026-11-21T21:05:11Z", 1_795_295_111),
            ("2026-11-21T21:05:11.123456789Z", 1_795_295_111),
            ("2026-11-21T21:05:11+00:00", 1_795_295_111),
            ("2026-11-21T22:05:11+01:00", 1_795_295_111),
            ("2026-11-21T16:05:11-05:00", 1_795_295_111),
            ("2024-02-29t12:00:00z", 1_709_208_000),
            ("2000-03-01T00:00:00Z", 951_868_800),
        ] {
            assert_eq!(unix(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_time() {
        for text in [
            "",
            "2026-11-21",
            "2026-11-21 21:05:11Z",
            "2026-11-21T21:05:11",
            "2026-13-21T21:05:11Z",
            "2025-02-29T21:05:11Z",
            "2026-11-21T24:05:11Z",
            "2026-11-21T21:05:11+1",
            "2026-11-21T21:05:11+99:00",
            "2026-11-21T21:05:11.Z",
            "1969-12-31T00:00:00Z",
            "+026-11-21T21:05:11Z",
            "2026-11-21T21:05:11éZ",
        ] {
            assert_eq!(unix(text), None, "{text}");
        }
    }
}
