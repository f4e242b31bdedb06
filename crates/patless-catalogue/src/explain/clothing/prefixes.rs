//! Removes what stands in front of each line: times, sources, quotation marks, borders.

use super::lines::lines;
use super::{borders, times};
use std::borrow::Cow;

/// Removes prefixes, in any order and number, so that a message on several lines is whole again.
pub(super) fn without_prefixes(text: &str) -> Cow<'_, str> {
    let mut previous = "";
    lines(text, |line| {
        let mut rest = line;
        let mut own = "";
        for _ in 0..MOST {
            let before = rest.len();
            rest = PREFIXES
                .iter()
                .fold(rest, |rest, after| after(rest).unwrap_or(rest));
            if let Some(mark) = MARKS.iter().find(|mark| rest.starts_with(**mark)) {
                own = mark;
                // The first stays: it says that the message is an error.
                if previous == own {
                    rest = &rest[mark.len()..];
                }
            }
            rest = borders::without_border(rest);
            if rest.len() == before {
                break;
            }
        }
        previous = own;
        Cow::Borrowed(rest)
    })
}

/// Each returns what follows a prefix. `None` if it is not there.
const PREFIXES: &[fn(&str) -> Option<&str>] = &[
    after_step,
    times::after_time,
    after_container,
    after_pod,
    after_klog,
    after_quotation_mark,
];

/// Mail and Markdown: `> text`, `>> text`.
fn after_quotation_mark(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(' ');
    let rest = rest
        .strip_prefix('>')
        .filter(|_| line.len() - rest.len() <= 3)?;
    Some(rest.strip_prefix(' ').unwrap_or(rest))
}

/// A job and a step before a time, as GitHub's command line prints logs.
fn after_step(line: &str) -> Option<&str> {
    let rest = line.splitn(3, '\t').nth(2)?;
    times::after_time(rest).map(|_| rest)
}

/// Docker Compose: `web-1  | text`.
fn after_container(line: &str) -> Option<&str> {
    let end = line.find(' ').filter(|end| *end <= LONGEST_NAME)?;
    let (name, rest) = line.split_at(end);
    let (service, number) = name.rsplit_once(['-', '_'])?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_name = service.starts_with(|c: char| c.is_ascii_lowercase())
        && service
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    let rest = rest.trim_start_matches(' ').strip_prefix('|')?;
    (is_number && is_name).then(|| rest.strip_prefix(' ').unwrap_or(rest))
}

/// `kubectl logs --prefix` and build tools: `[pod/web-5d4f/web] text`, `[stdout] text`.
fn after_pod(line: &str) -> Option<&str> {
    let (name, rest) = line.strip_prefix('[')?.split_once("] ")?;
    let is_source = name.starts_with("pod/") || matches!(name, "stdout" | "stderr");
    is_source.then_some(rest)
}

/// Kubernetes: `E1102 18:37:15.093655   13664 memcache.go:265] text`.
fn after_klog(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['I', 'W', 'E', 'F'])?;
    let (day, rest) = rest.split_once(' ').filter(|(day, _)| day.len() == 4)?;
    let rest = times::after_time(rest)?;
    let (source, rest) = rest
        .split_once("] ")
        .filter(|(source, _)| source.len() <= LONGEST_NAME)?;
    let is_one = day.bytes().all(|byte| byte.is_ascii_digit()) && source.contains(".go:");
    is_one.then_some(rest)
}

/// The agent's marks of a line's kind.
const MARKS: &[&str] = &["##[error]", "##[warning]", "##[debug]"];

/// How many prefixes of a kind a line may have.
const MOST: usize = 6;

/// The longest name of a container or of a source file, in bytes.
const LONGEST_NAME: usize = 80;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_removed() {
        for (text, clear) in [
            ("> > a\n>> b\n>c", "a\nb\nc"),
            ("web-1  | a\nweb_12 | 10:41:11 b", "a\nb"),
            ("[pod/web-5d/web] a\n[stdout] b", "a\nb"),
            (
                "E1102 18:37:15.093655   13664 memcache.go:265] couldn't",
                "couldn't",
            ),
            (
                "job\tUNKNOWN STEP\t2026-11-21T19:50:45.1Z ##[error]a",
                "##[error]a",
            ),
            (
                "2026-11-21T19:50:45.1Z ##[error]a\n2026-11-21T19:50:45.1Z ##[error]b\nc",
                "##[error]a\nb\nc",
            ),
            ("2026-11-21T19:50:45.1Z      | a", "a"),
            ("2026-11-21T19:50:45.1Z   subject   x", "  subject   x"),
        ] {
            assert_eq!(without_prefixes(text), clear, "{text}");
        }
    }

    #[test]
    fn other_lines_stay() {
        for text in [
            "a | table",
            "Line |",
            " 111 |  $null = x",
            "[x] task",
            "[resourceId('a')] b",
            "user@host-1 | x",
            "Error 1 | x",
            "E1102 is a code",
            "a -> b",
            "     > deep",
            "",
        ] {
            assert_eq!(without_prefixes(text), text);
        }
    }
}
