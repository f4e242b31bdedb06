//! Extracts the evidence from a pasted text: codes, words, the server, and the causes that our own reports name.

use super::{search, status, wrapped};
use crate::cause::Cause;
use crate::observation::Observation;
use crate::reading::Reading;
use crate::server::Body;

/// Reads a text whose escapes are undone.
pub(super) fn observed(text: &str, subject: Option<&str>) -> Observation {
    let (reading, phrases) = search::in_text(text);
    let words = reading.words();
    let status = status::status_in(words);
    // The line of a status may name the server that sent it; other lines name others.
    let answer = status.map(|(position, _)| reading.line(position));
    let answer = answer.filter(|line| line.contains("://")).unwrap_or(words);
    let server = status::server_in(answer);
    let is_markup = words.contains("<html") || words.contains("<!doctype");
    let mut observed = Observation::of_text(words.to_owned(), phrases);
    // A code that is split across two lines looks like a different code. Its place is that in the lines as they are.
    let whole = Reading::with_spaces(&wrapped::rejoined(text).unwrap_or_else(|| text.to_owned()));
    let codes = codes_in(whole.words()).into_iter().map(|(start, code)| {
        let plain = words.find(&format!("aadsts{code}"));
        let place = plain.map_or_else(|| whole.place(start), |start| reading.place(start));
        (code, place)
    });
    observed.codes = codes.collect();
    observed.subject = subject.map(str::to_owned);
    observed.server = server;
    observed.status = status.map(|(_, status)| status);
    observed.body = is_markup.then_some(Body::Html);
    observed
}

/// Lists the causes whose sections the text links to, as our own reports do. Escapes need not be undone.
pub(super) fn named_in(text: &str) -> Vec<Cause> {
    let addresses = text.split(SECTIONS).skip(1);
    let names = addresses.map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        end.map_or(rest, |end| &rest[..end])
    });
    names.filter_map(Cause::by_name).take(MOST_CODES).collect()
}

/// The text before the name of a section.
const SECTIONS: &str = "docs/TROUBLESHOOTING.md#";

/// Lists the distinct numbers after `AADSTS`, in order, with their positions.
fn codes_in(words: &str) -> Vec<(usize, u32)> {
    let mut codes: Vec<(usize, u32)> = Vec::new();
    for mark in [
        "aadsts",
        "\"error_codes\":[",
        "\"error_codes\": [ ",
        "error?code=",
    ] {
        for (start, _) in words.match_indices(mark) {
            let rest = &words[start + mark.len()..];
            let end = rest
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(rest.len());
            if let Ok(code) = rest[..end].parse()
                && codes.len() < MOST_CODES
                && codes.iter().all(|(_, other)| *other != code)
            {
                codes.push((start, code));
            }
        }
    }
    codes
}

/// Nobody pastes a text with more codes than this to have it explained.
const MOST_CODES: usize = 50;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_keep_their_order() {
        let codes = codes_in("aadsts700024: x aadsts70021 aadsts700024 error?code=7");
        let codes: Vec<_> = codes.into_iter().map(|(_, code)| code).collect();
        assert_eq!(codes, [700_024, 70_021, 7]);
        assert!(codes_in("aadsts: none").is_empty());
    }

    #[test]
    fn many_codes_are_read_in_linear_time() {
        let codes = (1..100_000).map(|code| format!("aadsts{code} "));
        assert_eq!(codes_in(&codes.collect::<String>()).len(), MOST_CODES);
    }

    #[test]
    fn causes_are_named_by_the_addresses_of_their_sections() {
        let text = "more: https://x/docs/TROUBLESHOOTING.md#no-job-token\n\"anchor\":\"docs/TROUBLESHOOTING.md#wrong-input\" docs/TROUBLESHOOTING.md#nothing-of-ours";
        assert_eq!(named_in(text), [Cause::NoJobToken, Cause::WrongInput]);
    }
}
