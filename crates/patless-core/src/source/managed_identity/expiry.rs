//! When an access token of a managed identity expires: a number, a text that holds one, or a date of an older host.

use std::time::{Duration, SystemTime};

use serde_json::Value;

/// How long a token is valid from `asked_at` on: until `expires_on`, else for `expires_in` seconds. `None` if neither says
/// so, or it is over already.
pub(in crate::source) fn lifetime(
    expires_on: Option<&Value>,
    expires_in: Option<&Value>,
    asked_at: SystemTime,
) -> Option<Duration> {
    let until = expires_on.and_then(time).and_then(|end| {
        let end = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(end))?;
        end.duration_since(asked_at).ok()
    });
    let lifetime = match expires_on {
        Some(_) if until.is_some() => until,
        _ => expires_in.and_then(number).map(Duration::from_secs),
    };
    lifetime.filter(|it| (SHORTEST..=LONGEST).contains(it))
}

/// The lifetimes that are accepted: up to a year.
const SHORTEST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(365 * 86_400);

/// Reads a time, in Unix seconds.
fn time(value: &Value) -> Option<u64> {
    number(value).or_else(|| date(value.as_str()?))
}

fn number(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// Reads a date as App Service wrote it in version 2017-09-01: `11/21/2026 19:50:45 +00:00`, `1/6/2026 7:5:45 PM +00:00`.
///
/// Source of the two forms: the Azure SDK for Python, `_parse_app_service_expires_on`.
fn date(text: &str) -> Option<u64> {
    let mut words = text.split_whitespace();
    let [month, day, year] = three(words.next()?, '/')?;
    let [hour, minute, second] = three(words.next()?, ':')?;
    let hour = match words.next()? {
        "+00:00" => return seconds(year, month, day, [hour, minute, second]),
        "AM" => hour % 12,
        "PM" => hour % 12 + 12,
        _ => return None,
    };
    (words.next()? == "+00:00").then(|| seconds(year, month, day, [hour, minute, second]))?
}

fn three(text: &str, between: char) -> Option<[u64; 3]> {
    let parts: Option<Vec<_>> = text.split(between).map(|part| part.parse().ok()).collect();
    parts?.try_into().ok()
}

/// Counts the seconds since 1970. `None` for a date that is none.
fn seconds(year: u64, month: u64, day: u64, [hour, minute, second]: [u64; 3]) -> Option<u64> {
    let fits = (1970..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second < 61;
    if !fits {
        return None;
    }
    // A year that begins in March ends with the leap day.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1;
    // 1970-01-01, counted in the same way.
    let days = days.checked_sub(719_468)?;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOW: u64 = 1_795_258_600;

    #[expect(clippy::needless_pass_by_value, reason = "cases are written in place")]
    fn lifetime_s(expires_on: Option<Value>, expires_in: Option<Value>) -> Option<u64> {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(NOW);
        let lifetime = lifetime(expires_on.as_ref(), expires_in.as_ref(), now);
        lifetime.map(|it| it.as_secs())
    }

    #[test]
    fn the_end_counts_before_the_length_in_any_form() {
        for end in [
            json!(NOW + 3_600),
            json!((NOW + 3_600).to_string()),
            json!("11/21/2026 11:56:40 +00:00"),
            json!("11/21/2026 11:56:40 AM +00:00"),
        ] {
            assert_eq!(lifetime_s(Some(end), Some(json!("60"))), Some(3_600));
        }
        for end in [
            None,
            Some(json!(null)),
            Some(json!("soon")),
            Some(json!("")),
        ] {
            assert_eq!(lifetime_s(end.clone(), Some(json!("60"))), Some(60));
            assert_eq!(lifetime_s(end.clone(), Some(json!(60))), Some(60));
            assert_eq!(lifetime_s(end, None), None);
        }
    }

    #[test]
    fn a_token_that_is_over_or_lives_for_years_has_no_lifetime() {
        for end in [0, NOW - 1, NOW, NOW + 366 * 86_400, u64::MAX] {
            assert_eq!(lifetime_s(Some(json!(end)), None), None, "{end}");
        }
        for length in [json!(0), json!("-1"), json!(1.5), json!([60])] {
            assert_eq!(lifetime_s(None, Some(length)), None);
        }
    }

    #[test]
    fn a_date_is_counted_from_1970() {
        for (text, expected) in [
            ("01/01/1970 00:00:00 +00:00", Some(0)),
            ("02/29/2000 00:00:00 +00:00", Some(951_782_400)),
            ("12/31/1999 23:59:59 +00:00", Some(946_684_799)),
            ("1/6/2026 7:5:45 PM +00:00", Some(1_767_726_345)),
            ("1/6/2026 12:0:0 AM +00:00", Some(1_767_657_600)),
            ("1/6/2026 12:0:0 PM +00:00", Some(1_767_700_800)),
            ("1/6/2026 7:5:45 PM +01:00", None),
            ("13/6/2026 07:05:45 +00:00", None),
            ("1/6/2026 24:00:00 +00:00", None),
            ("1/6 07:05:45 +00:00", None),
            ("1/6/2026", None),
            ("2026-01-06T07:05:45Z", None),
        ] {
            assert_eq!(date(text), expected, "{text}");
        }
    }
}
