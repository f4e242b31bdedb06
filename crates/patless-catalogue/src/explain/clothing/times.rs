//! Reads a time at the beginning of a line, as logs write it.

/// Returns what follows a time: of ISO 8601, of Go, .NET and Python, of syslog, or a mere clock. `None` if the line begins
/// with no time. A line that consists of a time is a value.
pub(super) fn after_time(line: &str) -> Option<&str> {
    if let Some(inner) = line.strip_prefix('[') {
        let rest = moment(inner)?;
        let end = rest.find(']').filter(|end| *end <= LONGEST)?;
        return spaced(&rest[end + 1..]).map(after_level);
    }
    if let Some(rest) = syslog(line) {
        return Some(rest);
    }
    let rest = moment(line)?;
    let rest = spaced(rest.strip_prefix(':').unwrap_or(rest))?;
    Some(if is_of_agent(line) {
        rest
    } else {
        after_level(rest)
    })
}

/// The agent's own time, `2026-11-21T19:50:45.1234567Z`: what follows is the whole line of a tool.
fn is_of_agent(line: &str) -> bool {
    let fraction = line.get(19..28).unwrap_or_default();
    let digits = fraction
        .strip_prefix('.')
        .and_then(|it| it.strip_suffix('Z'));
    digits.is_some_and(|it| it.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A date with a clock, or a clock.
fn moment(text: &str) -> Option<&str> {
    match date(text) {
        Some(rest) => clock(
            rest.strip_prefix(['T', ' ', ','])
                .unwrap_or(rest)
                .trim_start(),
        ),
        None => clock(text),
    }
}

/// `2026-11-21`, `2026/11/21`, `11/21/2026`.
fn date(text: &str) -> Option<&str> {
    let year_first = digits(text, 4, 4).and_then(|rest| {
        let sign = rest.chars().next().filter(|c| "-/.".contains(*c))?;
        digits(digits(&rest[1..], 1, 2)?.strip_prefix(sign)?, 1, 2)
    });
    year_first.or_else(|| {
        let rest = digits(text, 1, 2)?.strip_prefix('/')?;
        digits(digits(rest, 1, 2)?.strip_prefix('/')?, 4, 4)
    })
}

/// `19:50:45.123Z`, `7:50:45 PM`, `19:50:45,123 +01:00`.
fn clock(text: &str) -> Option<&str> {
    let rest = digits(text, 1, 2)?.strip_prefix(':')?;
    let rest = digits(digits(rest, 2, 2)?.strip_prefix(':')?, 2, 2)?;
    let fraction = rest.strip_prefix(['.', ',']);
    let rest = fraction.and_then(|rest| digits(rest, 1, 9)).unwrap_or(rest);
    let spaceless = rest.strip_prefix(' ').unwrap_or(rest);
    let zone = ZONES.iter().find_map(|zone| spaceless.strip_prefix(zone));
    let offset = || {
        let rest = digits(spaceless.strip_prefix(['+', '-'])?, 2, 2)?;
        digits(rest.strip_prefix(':').unwrap_or(rest), 2, 2)
    };
    Some(zone.or_else(offset).unwrap_or(rest))
}

/// `Nov 27 10:41:11 host app[123]: `.
fn syslog(line: &str) -> Option<&str> {
    let month = line.get(..3).filter(|month| MONTHS.contains(month))?;
    let day = line[month.len()..].strip_prefix(' ')?.trim_start();
    let rest = spaced(clock(digits(day, 1, 2)?.strip_prefix(' ')?)?)?;
    let mut words = rest.splitn(3, ' ');
    let _host = words.next()?;
    let is_process = words.next().is_some_and(|process| process.ends_with(':'));
    Some(words.next().filter(|_| is_process).unwrap_or(rest))
}

/// Skips a level, a source and a logger's name after a time.
fn after_level(text: &str) -> &str {
    let mut rest = after_process(text).unwrap_or(text);
    let level = rest.trim_start().split(' ').next().unwrap_or_default();
    if LEVELS.contains(&level) {
        rest = rest.trim_start();
    }
    for _ in 0..PARTS {
        let Some((word, after)) = rest.split_once(' ') else {
            break;
        };
        let bare = word.trim_matches(['[', ']', '(', ')']);
        let is_source = word.starts_with('{') && word.ends_with('}');
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '_';
        let logger = after
            .strip_prefix("- ")
            .filter(|_| word.contains('.') && word.chars().all(is_name));
        if let Some(after) = logger {
            rest = after;
        } else if LEVELS.contains(&bare) || is_source || word == "-" {
            rest = after;
        } else {
            break;
        }
    }
    after_thread(rest).unwrap_or(rest)
}

/// The journal: `host app[123]: text`.
fn after_process(text: &str) -> Option<&str> {
    let mut words = text.splitn(3, ' ');
    let _host = words.next()?;
    let is_process = words.next().is_some_and(|process| process.ends_with("]:"));
    words.next().filter(|_| is_process)
}

/// Spring: `12345 --- [main] c.acme.web.App   : text`.
fn after_thread(text: &str) -> Option<&str> {
    let (number, rest) = text.split_once(" --- [")?;
    let is_number = number.len() <= 10 && number.bytes().all(|byte| byte.is_ascii_digit());
    let (_, rest) = rest.split_once(" : ")?;
    Some(rest).filter(|_| is_number)
}

/// Skips one space, which must be there.
fn spaced(text: &str) -> Option<&str> {
    text.strip_prefix([' ', '\t'])
}

/// Skips digits.
fn digits(text: &str, least: usize, most: usize) -> Option<&str> {
    let count = text
        .bytes()
        .take(most)
        .take_while(u8::is_ascii_digit)
        .count();
    (count >= least).then(|| &text[count..])
}

const ZONES: &[&str] = &["Z", "UTC", "GMT", "AM", "PM"];

const MONTHS: &[&str] = &[
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

const LEVELS: &[&str] = &[
    "TRACE", "DEBUG", "VERBOSE", "INFO", "WARN", "WARNING", "ERROR", "CRITICAL", "FATAL", "VRB",
    "DBG", "INF", "WRN", "ERR", "FTL",
];

/// How many parts may stand between a time and a message.
const PARTS: usize = 4;

/// The longest text after a time in brackets, in bytes.
const LONGEST: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_skipped() {
        for time in [
            "2026-11-21T19:50:45.1234567Z",
            "2026-11-21T19:50:45+01:00",
            "2026-11-21T19:50:45.123+0000",
            "2026-11-21 19:50:45,123 INFO",
            "2026-11-21 19:50:45,123 INFO azure.identity -",
            "2026-11-21 19:50:45 - azure.identity - ERROR -",
            "[2026-11-21 17:51:16Z ERR  Terminal]",
            "[2026-11-21T19:50:45.123+0000] {deploy.py:12} ERROR -",
            "2026/11/21 19:50:45 [ERROR]",
            "11/21/2026 7:50:45 PM:",
            "10:41:11.051",
            "[10:41:11]",
            "[10:41:11 INF]",
            "10:41:11 PM",
            "2026-11-21T19:50:45+0000 host app[123]:",
            "2026-11-21 19:50:45.123 ERROR 12345 --- [main] c.acme.web.App   :",
            "2026-11-21 19:50:45.123  INFO",
            "Nov 27 10:41:11 host app[123]:",
            "Nov  7 10:41:11 host app:",
        ] {
            assert_eq!(after_time(&format!("{time}  x y")), Some(" x y"), "{time}");
        }
    }

    #[test]
    fn values_and_other_numbers_stay() {
        for line in [
            "2026-11-21T19:50:45.1234567Z",
            "2026-11-21T19:50:45.1234567Z, assertion valid from",
            "11/21/2026 7:45:11 PM. Review",
            "2026-11-21 is a date",
            "10:41 x",
            "[1/3] x",
            "10.0.0.1:443 x",
            "Mar 7",
            "größe",
        ] {
            assert_eq!(after_time(line), None, "{line}");
        }
    }
}
