//! The patterns by which a failure is recognized.

use crate::certainty::{Certainty, Rank};
use crate::label::{Label, is_code};
use crate::observation::{Observation, Origin};
use crate::place::Place;
use crate::server::{Body, Server};

/// A pattern by which a failure is recognized.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Pattern {
    /// The number after `AADSTS`.
    Aadsts(u32),
    /// The status of a response from an unknown server: the text names no server.
    BareStatus(u16),
    /// All of these patterns.
    All(&'static [Pattern]),
    /// The request was signed with the key of a client certificate. A pasted text does not show that.
    ClientCertificate,
    /// At least one of these patterns. For use inside [`Self::All`].
    Any(&'static [Pattern]),
    /// Words from one of our own messages. Matched like [`Self::Text`], but only in pasted texts, because a server may
    /// repeat text from the request.
    Ours(&'static str),
    /// The status of a response.
    Status {
        /// The server that responded.
        server: Server,
        /// The lowest status.
        first: u16,
        /// The highest status.
        last: u16,
        /// The body of the response.
        body: Body,
    },
    /// The beginning of the presented subject.
    Subject(&'static str),
    /// A code or a phrase, as whole words in any case.
    Text(&'static str),
    /// The `typeKey` in an error body from Azure DevOps.
    TypeKey(&'static str),
}

impl Pattern {
    /// One status, with any body.
    pub(crate) const fn status(server: Server, status: u16) -> Self {
        Self::statuses(server, status, status)
    }

    /// A range of statuses, with any body.
    pub(crate) const fn statuses(server: Server, first: u16, last: u16) -> Self {
        Self::Status {
            server,
            first,
            last,
            body: Body::Any,
        }
    }

    /// Returns whether the observation matches this pattern.
    pub(crate) fn matches(self, observed: &Observation) -> bool {
        match self {
            Self::Aadsts(code) => observed.has_code(code),
            Self::BareStatus(status) => observed.bare_status() == Some(status),
            Self::ClientCertificate => observed.is_of_certificate,
            Self::All(patterns) => patterns.iter().all(|pattern| pattern.matches(observed)),
            Self::Any(patterns) => patterns.iter().any(|pattern| pattern.matches(observed)),
            Self::Status {
                server,
                first,
                last,
                body,
            } => {
                observed.server == Some(server)
                    && observed
                        .status
                        .is_some_and(|status| (first..=last).contains(&status))
                    && (body == Body::Any || observed.body.is_none_or(|own| own == body))
            }
            Self::Subject(beginning) => observed
                .subject
                .as_ref()
                .is_some_and(|subject| subject.starts_with(beginning)),
            Self::Ours(words) => observed.origin == Origin::Pasted && observed.holds(words),
            Self::Text(words) => observed.holds(words),
            Self::TypeKey(key) => observed.is_of_type(key),
        }
    }

    /// The parts of this pattern that match.
    fn matching(self, observed: &Observation) -> impl Iterator<Item = Self> {
        let parts = match self {
            Self::All(patterns) | Self::Any(patterns) => patterns,
            _ => &[],
        };
        parts.iter().copied().filter(|part| part.matches(observed))
    }

    /// How certainly a match identifies the cause.
    pub(crate) fn certainty(self, observed: &Observation) -> Certainty {
        let (rank, place) = match self {
            Self::All(_) | Self::Any(_) => {
                let parts = self.matching(observed).map(|part| part.certainty(observed));
                return parts
                    .min()
                    .unwrap_or(Certainty::of(Rank::Phrase, Place::NONE));
            }
            Self::Aadsts(code) => return observed.certainty_of(code),
            Self::Text(words) if is_code(words) => (Rank::Code, observed.place(words)),
            Self::Ours(words) | Self::Text(words) | Self::TypeKey(words) => {
                (Rank::Phrase, observed.place(words))
            }
            Self::ClientCertificate | Self::Subject(_) => (Rank::Phrase, None),
            Self::Status { .. } => (Rank::Status, None),
            Self::BareStatus(_) => (Rank::BareStatus, None),
        };
        Certainty::of(rank, place.unwrap_or(Place::NONE))
    }

    /// Adds the words of the text by which it matches: codes, phrases, a status.
    pub(crate) fn add_evidence(self, observed: &Observation, evidence: &mut Vec<String>) {
        match self {
            Self::All(_) | Self::Any(_) => {
                let parts = self.matching(observed);
                parts.for_each(|part| part.add_evidence(observed, evidence));
            }
            Self::Ours(words) | Self::Subject(words) | Self::Text(words) => {
                evidence.push(words.to_owned());
            }
            Self::ClientCertificate => {}
            Self::Aadsts(_) | Self::BareStatus(_) | Self::Status { .. } | Self::TypeKey(_) => {
                evidence.extend(self.label(observed).map(|label| label.to_string()));
            }
        }
    }

    /// Adds the phrases that must be looked for in a text.
    pub(crate) fn add_phrases(self, phrases: &mut Vec<&'static str>) {
        match self {
            Self::All(patterns) | Self::Any(patterns) => {
                for pattern in patterns {
                    pattern.add_phrases(phrases);
                }
            }
            Self::Ours(words) | Self::Text(words) | Self::TypeKey(words) => phrases.push(words),
            _ => {}
        }
    }

    /// Adds the codes by which it recognizes a failure, such as `AADSTS700213` and `TF401444`.
    pub(crate) fn add_codes(self, codes: &mut Vec<String>) {
        match self {
            Self::Aadsts(code) => codes.push(Label::Aadsts(code).to_string()),
            Self::All(patterns) | Self::Any(patterns) => {
                for pattern in patterns {
                    pattern.add_codes(codes);
                }
            }
            Self::Text(words) if is_code(words) => codes.push(words.to_owned()),
            _ => {}
        }
    }

    /// The code or status to show: `AADSTS700213`, `TF401444`, `HTTP 404`. `None` for a phrase.
    pub(crate) fn label(self, observed: &Observation) -> Option<Label> {
        match self {
            Self::Aadsts(code) => Some(Label::Aadsts(code)),
            Self::All(_) | Self::Any(_) => {
                let mut parts = self.matching(observed);
                parts.find_map(|part| part.label(observed))
            }
            Self::Text(words) if is_code(words) => Some(Label::AzureDevOps(words.to_owned())),
            Self::TypeKey(key) => Some(Label::TypeKey(key)),
            Self::BareStatus(status) => Some(Label::Status(status)),
            Self::Status { .. } => observed.status.map(Label::Status),
            Self::ClientCertificate | Self::Ours(_) | Self::Subject(_) | Self::Text(_) => None,
        }
    }
}
