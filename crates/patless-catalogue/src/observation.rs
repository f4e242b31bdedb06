//! The evidence of a failure before its cause is found: codes, words, status.

use crate::cause::Cause;
use crate::label::is_code;
use crate::server::{Body, Server};

/// The evidence of a failure: a server's response, or a pasted text.
#[derive(Clone, Debug)]
pub struct Observation {
    pub(crate) origin: Origin,
    pub(crate) codes: Vec<u32>,
    /// In lower case, with single spaces. A second line holds the rejoined text, if lines may be broken within words.
    pub(crate) words: String,
    pub(crate) type_key: Option<String>,
    pub(crate) subject: Option<String>,
    /// What was sent is signed with the key of a client certificate.
    pub(crate) is_of_certificate: bool,
    pub(crate) server: Option<Server>,
    pub(crate) status: Option<u16>,
    pub(crate) body: Option<Body>,
    /// The causes whose sections one of our own reports links to.
    pub(crate) named: Vec<Cause>,
}

/// The origin of the words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Origin {
    /// A server or the operating system, in its own words.
    Answer,
    /// A user who pasted a text, which may come from anywhere, including our own reports.
    Pasted,
}

impl Observation {
    /// Starts with a response from a server.
    pub fn of(server: Server) -> Self {
        Self {
            server: Some(server),
            ..Self::empty(Origin::Answer)
        }
    }

    /// Starts with the words of a text.
    pub(crate) fn of_words(words: &str) -> Self {
        Self::empty(Origin::Pasted).with_message(words)
    }

    fn empty(origin: Origin) -> Self {
        Self {
            origin,
            codes: Vec::new(),
            words: String::new(),
            type_key: None,
            subject: None,
            is_of_certificate: false,
            server: None,
            status: None,
            body: None,
            named: Vec::new(),
        }
    }

    /// Adds the status of the response.
    #[must_use]
    pub fn with_status(self, status: u16) -> Self {
        Self {
            status: Some(status),
            ..self
        }
    }

    /// Adds an AADSTS code.
    #[must_use]
    pub fn with_code(mut self, code: u32) -> Self {
        self.codes.push(code);
        self
    }

    /// Adds the server's message.
    #[must_use]
    pub fn with_message(mut self, message: &str) -> Self {
        self.words.push(' ');
        self.words += &lower(message);
        self
    }

    /// Adds the name of the server's exception.
    #[must_use]
    pub fn with_type_key(self, key: &str) -> Self {
        Self {
            type_key: Some(key.to_owned()),
            ..self
        }
    }

    /// Adds the presented subject.
    #[must_use]
    pub fn with_subject(self, subject: &str) -> Self {
        Self {
            subject: Some(subject.to_owned()),
            ..self
        }
    }

    /// Adds that the request was signed with the key of a client certificate, instead of by an issuer.
    #[must_use]
    pub fn with_client_certificate(self) -> Self {
        Self {
            is_of_certificate: true,
            ..self
        }
    }

    /// The status, if the text names no server. The responses of unrelated servers are not explained.
    pub(crate) fn bare_status(&self) -> Option<u16> {
        let is_bare = self.server.is_none() && !self.words.contains("://");
        self.status.filter(|_| is_bare)
    }

    /// The first code of Azure DevOps, such as `TF401444`.
    pub(crate) fn azure_devops_code(&self) -> Option<String> {
        let mut words = self.words.split(|c: char| !c.is_ascii_alphanumeric());
        words.find_map(|word| {
            let code = word.to_ascii_uppercase();
            let is_one = code.starts_with("TF") || code.starts_with("VS");
            (is_one && (7..=9).contains(&code.len()) && is_code(&code)).then_some(code)
        })
    }

    /// Returns whether the server's exception has this name. In a pasted text, the name may be anywhere.
    pub(crate) fn is_of_type(&self, key: &str) -> bool {
        match self.origin {
            Origin::Answer => self.type_key.as_deref() == Some(key),
            Origin::Pasted => self.holds(key),
        }
    }

    /// Returns whether the text contains these words, not as parts of longer words.
    pub(crate) fn holds(&self, words: &str) -> bool {
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

/// Converts a text to lower case, with single spaces.
pub(crate) fn lower(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole_and_in_any_case() {
        let observed = Observation::of_words("remote: tf401019: The Git\r\n  repository x");
        assert!(observed.holds("TF401019") && observed.holds("the git repository"));
        assert!(!observed.holds("TF40101") && !observed.holds("he git"));
    }

    #[test]
    fn an_exception_of_a_server_is_recognized_by_its_exact_name() {
        let answer = Observation::of(Server::Assertion).with_message("EndpointNotFoundException");
        assert!(!answer.is_of_type("EndpointNotFoundException"));
        let answer = answer.with_type_key("EndpointNotFoundException");
        assert!(answer.is_of_type("EndpointNotFoundException"));
        assert!(!answer.is_of_type("NotFoundException"));
    }
}
