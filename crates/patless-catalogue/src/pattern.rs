//! The patterns by which a failure is recognized.

use crate::label::{Label, is_code};
use crate::observation::{Observation, Origin};
use crate::rank::Rank;
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
            Self::Aadsts(code) => observed.codes.contains(&code),
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

    /// How certainly a match identifies the cause.
    pub(crate) fn rank(self, observed: &Observation) -> Rank {
        match self {
            Self::Aadsts(code) => {
                let mut codes = observed.codes.iter();
                codes
                    .position(|own| *own == code)
                    .map_or(Rank::Code, Rank::Aadsts)
            }
            Self::All(patterns) | Self::Any(patterns) => patterns
                .iter()
                .filter(|pattern| pattern.matches(observed))
                .map(|pattern| pattern.rank(observed))
                .min()
                .unwrap_or(Rank::Phrase),
            Self::Text(words) if is_code(words) => Rank::Code,
            Self::ClientCertificate
            | Self::Ours(_)
            | Self::Subject(_)
            | Self::Text(_)
            | Self::TypeKey(_) => Rank::Phrase,
            Self::Status { .. } => Rank::Status,
            Self::BareStatus(_) => Rank::BareStatus,
        }
    }

    /// Adds the codes by which it recognizes a failure, such as `AADSTS700213` and `TF401444`.
    pub(crate) fn add_codes(self, codes: &mut Vec<String>) {
        match self {
            Self::Aadsts(code) => codes.push(Label::Aadsts(code).to_string()),
            Self::All(patterns) | Self::Any(patterns) => {
                patterns.iter().for_each(|pattern| pattern.add_codes(codes));
            }
            Self::Text(words) if is_code(words) => codes.push(words.to_owned()),
            _ => {}
        }
    }

    /// The code or status to show: `AADSTS700213`, `TF401444`, `HTTP 404`. `None` for a phrase.
    pub(crate) fn label(self, observed: &Observation) -> Option<Label> {
        match self {
            Self::Aadsts(code) => Some(Label::Aadsts(code)),
            Self::All(patterns) | Self::Any(patterns) => patterns
                .iter()
                .filter(|pattern| pattern.matches(observed))
                .find_map(|pattern| pattern.label(observed)),
            Self::Text(words) if is_code(words) => Some(Label::AzureDevOps(words.to_owned())),
            Self::TypeKey(key) => Some(Label::TypeKey(key)),
            Self::BareStatus(status) => Some(Label::Status(status)),
            Self::Status { .. } => observed.status.map(Label::Status),
            Self::ClientCertificate | Self::Ours(_) | Self::Subject(_) | Self::Text(_) => None,
        }
    }
}
