//! Dates with a time and an offset from UTC, as `pipeline.startTime` has them.

use std::fmt::Write as _;

/// A date that has been read and not yet been computed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date {
    year: u32,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
    /// Seven digits after the second.
    ticks: u32,
    /// Minutes from UTC.
    offset: i32,
}

impl Date {
    /// Reads `2026-11-27 10:34:11`, with `-` or `/` and a space or `T`, up to seven digits of a second, and `Z`, `+01:00` or
    /// nothing, which is UTC here.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut rest = text.trim();
        let year = digits(&mut rest, 4, 4)?;
        let separator = if rest.starts_with('/') { "/" } else { "-" };
        skip(&mut rest, separator)?;
        let month = digits(&mut rest, 1, 2)?;
        skip(&mut rest, separator)?;
        let day = digits(&mut rest, 1, 2)?;
        skip(&mut rest, " ").or_else(|| skip(&mut rest, "T"))?;
        let hour = digits(&mut rest, 1, 2)?;
        skip(&mut rest, ":")?;
        let minute = digits(&mut rest, 1, 2)?;
        skip(&mut rest, ":")?;
        let second = digits(&mut rest, 1, 2)?;
        let ticks = match skip(&mut rest, ".") {
            Some(()) => ticks(&mut rest)?,
            None => 0,
        };
        let offset = offset(rest)?;
        let date = Self {
            year,
            month,
            day,
            hour,
            minute,
            second,
            ticks,
            offset,
        };
        date.exists().then_some(date)
    }

    /// Writes it in .NET's way, with the specifiers that the service allows. None: one is not allowed.
    pub(super) fn formatted(&self, specifiers: &str) -> Option<String> {
        let mut text = String::new();
        let mut rest = specifiers;
        while let Some(first) = rest.chars().next() {
            if first == '\\' {
                let escaped = rest.chars().nth(1)?;
                text.push(escaped);
                rest = rest.get(1 + escaped.len_utf8()..)?;
                continue;
            }
            let end = rest.find(|c| c != first).unwrap_or(rest.len());
            let (specifier, after) = rest.split_at(end);
            self.write(specifier, &mut text)?;
            rest = after;
        }
        Some(text)
    }

    /// Writes one part. Writing to a string cannot fail.
    fn write(&self, specifier: &str, text: &mut String) -> Option<()> {
        let written = match specifier {
            "yyyy" => write!(text, "{:04}", self.year),
            "yy" => write!(text, "{:02}", self.year % 100),
            "MM" => write!(text, "{:02}", self.month),
            "M" => write!(text, "{}", self.month),
            "dd" => write!(text, "{:02}", self.day),
            "d" => write!(text, "{}", self.day),
            "HH" => write!(text, "{:02}", self.hour),
            "H" => write!(text, "{}", self.hour),
            "mm" => write!(text, "{:02}", self.minute),
            "m" => write!(text, "{}", self.minute),
            "ss" => write!(text, "{:02}", self.second),
            "s" => write!(text, "{}", self.second),
            "zzz" | "K" => {
                let sign = if self.offset < 0 { '-' } else { '+' };
                let minutes = self.offset.abs();
                write!(text, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
            _ if specifier.starts_with(' ') => write!(text, "{specifier}"),
            _ if specifier.starts_with('f') => {
                let digits = format!("{:07}", self.ticks);
                write!(text, "{}", digits.get(..specifier.len())?)
            }
            _ => return None,
        };
        written.ok()
    }

    fn exists(&self) -> bool {
        let is_leap = self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match self.month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        self.year > 0
            && (1..=12).contains(&self.month)
            && (1..=days).contains(&self.day)
            && self.hour < 24
            && self.minute < 60
            && self.second < 60
            && self.offset.abs() <= 14 * 60
    }
}

fn skip(rest: &mut &str, text: &str) -> Option<()> {
    *rest = rest.strip_prefix(text)?;
    Some(())
}

fn digits(rest: &mut &str, least: usize, most: usize) -> Option<u32> {
    let end = rest.find(|c: char| !c.is_ascii_digit());
    let (digits, after) = rest.split_at(end.unwrap_or(rest.len()));
    if !(least..=most).contains(&digits.len()) {
        return None;
    }
    *rest = after;
    digits.parse().ok()
}

/// Reads up to seven digits after the second.
fn ticks(rest: &mut &str) -> Option<u32> {
    let before = rest.len();
    let ticks = digits(rest, 1, 7)?;
    let missing = 7_u32.checked_sub(u32::try_from(before - rest.len()).ok()?)?;
    ticks.checked_mul(10_u32.pow(missing))
}

/// Reads what ends a date, in minutes.
fn offset(mut rest: &str) -> Option<i32> {
    let sign = match rest.chars().next() {
        None => return Some(0),
        Some('Z') => return (rest == "Z").then_some(0),
        Some('+') => 1,
        Some('-') => -1,
        Some(_) => return None,
    };
    rest = rest.get(1..)?;
    let hours = digits(&mut rest, 1, 2)?;
    skip(&mut rest, ":")?;
    let minutes = digits(&mut rest, 1, 2)?;
    let minutes = i32::try_from(hours * 60 + minutes).ok()?;
    rest.is_empty().then_some(sign * minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_with_the_specifiers_of_the_service() {
        let date = Date::read("2026-03-07 09:05:01.0250000+02:30").unwrap();
        for (specifiers, text) in [
            ("yyyyMMdd", Some("20260307")),
            ("yy\\.M\\.d", Some("26.3.7")),
            ("HH mm ss", Some("09 05 01")),
            ("H\\:m\\:s", Some("9:5:1")),
            ("fff", Some("025")),
            ("fffffff", Some("0250000")),
            ("zzz", Some("+02:30")),
            ("yyyyy", None),
            ("yyyy-MM", None),
            ("ffffffff", None),
            ("\\", None),
        ] {
            assert_eq!(date.formatted(specifiers).as_deref(), text, "{specifiers}");
        }
    }

    #[test]
    fn only_days_that_exist_are_dates() {
        for (text, is_date) in [
            ("2024-02-29T00:00:00Z", true),
            ("2023-02-29T00:00:00Z", false),
            ("2026/1/2 3:4:5", true),
            ("2026-1/2 3:4:5", false),
            ("2026-11-27 24:00:00", false),
            ("2026-11-27", false),
            ("2026-11-27 10:34:11Zz", false),
            ("2026-11-27 10:34:11+99:00", false),
            ("", false),
        ] {
            assert_eq!(Date::read(text).is_some(), is_date, "{text}");
        }
    }
}
