//! Owns what is known of a failure before its row is found.

use crate::explain::{status, wrapped};
use crate::pattern::{Body, Endpoint, is_code};

/// What is known of a failure: codes, words, status. Made of our own errors, or of a text that somebody pasted.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    codes: Vec<u32>,
    /// In lower case, with single spaces. A second line where lines may have been broken in the middle of words.
    words: String,
    subject: Option<String>,
    endpoint: Option<Endpoint>,
    status: Option<u16>,
    body: Option<Body>,
}

impl Evidence {
    /// Starts with an answer of an endpoint.
    pub fn of_answer(endpoint: Endpoint, status: u16) -> Self {
        Self {
            endpoint: Some(endpoint),
            status: Some(status),
            ..Self::default()
        }
    }

    /// Starts with one of our own messages: nothing but its words counts.
    pub fn of_words(words: &str) -> Self {
        Self::default().with_words(words)
    }

    /// Reads a text in clear.
    pub(super) fn of_text(text: &str, subject: Option<&str>) -> Self {
        let words = lower(text);
        let markup = words.contains("<html") || words.contains("<!doctype");
        let rejoined = wrapped::rejoined(text).map(|text| lower(&text));
        Self {
            // A code that was broken looks like another one.
            codes: codes_in(rejoined.as_ref().unwrap_or(&words)),
            subject: subject.map(str::to_owned),
            endpoint: status::endpoint_in(&words),
            status: status::status_in(&words),
            body: markup.then_some(Body::Html),
            words: match rejoined {
                Some(more) => format!("{words}\n{more}"),
                None => words,
            },
        }
    }

    /// Adds an AADSTS code.
    #[must_use]
    pub fn with_code(mut self, code: u32) -> Self {
        self.codes.push(code);
        self
    }

    /// Adds words, such as the server's message.
    #[must_use]
    pub fn with_words(mut self, words: &str) -> Self {
        self.words.push(' ');
        self.words += &lower(words);
        self
    }

    /// Adds the subject that was presented.
    #[must_use]
    pub fn with_subject(mut self, subject: &str) -> Self {
        self.subject = Some(subject.to_owned());
        self
    }

    pub(super) fn codes(&self) -> &[u32] {
        &self.codes
    }

    pub(super) fn subject(&self) -> Option<&str> {
        self.subject.as_deref()
    }

    pub(super) fn endpoint(&self) -> Option<Endpoint> {
        self.endpoint
    }

    pub(super) fn status(&self) -> Option<u16> {
        self.status
    }

    pub(super) fn body(&self) -> Option<Body> {
        self.body
    }

    /// The status, where the text names no server at all: what another server answered is not explained here.
    pub(super) fn bare_status(&self) -> Option<u16> {
        let is_bare = self.endpoint.is_none() && !self.words.contains("://");
        self.status.filter(|_| is_bare)
    }

    /// The first code of Azure DevOps, such as `TF401444`.
    pub(super) fn azure_devops_code(&self) -> Option<String> {
        let mut words = self.words.split(|c: char| !c.is_ascii_alphanumeric());
        words.find_map(|word| {
            let code = word.to_ascii_uppercase();
            let is_one = code.starts_with("TF") || code.starts_with("VS");
            (is_one && (7..=9).contains(&code.len()) && is_code(&code)).then_some(code)
        })
    }

    /// Tells whether the words stand in the text, not as a part of longer ones.
    pub(super) fn holds(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        let inner = |neighbor: Option<char>, own: Option<char>| {
            let alphanumeric = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            alphanumeric(neighbor) && alphanumeric(own)
        };
        self.words.match_indices(&words).any(|(start, _)| {
            let before = self.words[..start].chars().next_back();
            let after = self.words[start + words.len()..].chars().next();
            !inner(before, words.chars().next()) && !inner(after, words.chars().next_back())
        })
    }
}

fn lower(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Lists the numbers after `AADSTS`, each once, in their order.
fn codes_in(words: &str) -> Vec<u32> {
    let mut codes = Vec::new();
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
                && !codes.contains(&code)
            {
                codes.push(code);
            }
        }
    }
    codes
}

/// More codes stand in no text that somebody means to have explained.
const MOST_CODES: usize = 50;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole_and_in_any_case() {
        let evidence = Evidence::of_words("remote: tf401019: The Git\r\n  repository x");
        assert!(evidence.holds("TF401019") && evidence.holds("the git repository"));
        assert!(!evidence.holds("TF40101") && !evidence.holds("he git"));
    }

    #[test]
    fn codes_keep_their_order() {
        assert_eq!(
            codes_in("aadsts700024: x aadsts70021 aadsts700024 error?code=7"),
            [700_024, 70_021, 7]
        );
        assert!(codes_in("aadsts: none").is_empty());
    }

    #[test]
    fn codes_without_end_are_read_in_linear_time() {
        let codes = (1..100_000).map(|code| format!("aadsts{code} "));
        assert_eq!(codes_in(&codes.collect::<String>()).len(), MOST_CODES);
    }
}
