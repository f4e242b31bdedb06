//! The evidence of a failure before its cause is found: codes, words, status.

use crate::cause::Cause;
use crate::certainty::{Certainty, Rank};
use crate::label::is_code;
use crate::phrases::{Phrases, is_whole};
use crate::place::Place;
use crate::server::{Body, Server};

/// The evidence of a failure: a server's response, or a pasted text.
#[derive(Clone, Debug)]
pub struct Observation {
    pub(crate) origin: Origin,
    /// The numbers after `AADSTS`, in order, and where they stand.
    pub(crate) codes: Vec<(u32, Place)>,
    /// In lower case, with single spaces.
    pub(crate) words: String,
    /// The phrases of a pasted text. An answer is searched when it is asked for, because it is short.
    phrases: Phrases,
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

    /// Starts with the words of a text and the phrases that were found in it.
    pub(crate) fn of_text(words: String, phrases: Phrases) -> Self {
        Self {
            words,
            phrases,
            ..Self::empty(Origin::Pasted)
        }
    }

    fn empty(origin: Origin) -> Self {
        Self {
            origin,
            codes: Vec::new(),
            words: String::new(),
            phrases: Phrases::default(),
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
        self.codes.push((code, Place::NONE));
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

    /// Returns whether the text contains these words, not as parts of longer words. A pasted text is searched only for
    /// phrases of the catalogue.
    pub(crate) fn holds(&self, words: &str) -> bool {
        match self.origin {
            Origin::Pasted => self.place(words).is_some(),
            Origin::Answer => {
                let words = words.to_lowercase();
                let mut found = self.words.match_indices(&words);
                found.any(|(start, _)| is_whole(&self.words, start, start + words.len()))
            }
        }
    }

    /// Where a phrase of the catalogue first stands in a pasted text.
    pub(crate) fn place(&self, phrase: &str) -> Option<Place> {
        self.phrases.place(phrase)
    }

    /// How certainly a code of Entra identifies a cause.
    pub(crate) fn certainty_of(&self, code: u32) -> Certainty {
        let found = self.codes.iter().position(|(own, _)| *own == code);
        found.map_or(Certainty::of(Rank::Code, Place::NONE), |index| {
            Certainty::of_code(self.codes[index].1, index)
        })
    }

    /// Returns whether the text contains this code of Entra.
    pub(crate) fn has_code(&self, code: u32) -> bool {
        self.codes.iter().any(|(own, _)| *own == code)
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
        let words = "remote: tf401019: The Git\r\n  repository x";
        let answer = Observation::of(Server::Target).with_message(words);
        assert!(answer.holds("TF401019") && answer.holds("the git repository"));
        assert!(!answer.holds("TF40101") && !answer.holds("he git"));
        let mut phrases = Phrases::default();
        phrases.add("TF401019", Place::NONE);
        let pasted = Observation::of_text(words.to_lowercase(), phrases);
        assert!(pasted.holds("TF401019") && !pasted.holds("TF401027"));
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
