//! Owns how a failure is recognized.

use crate::observation::Evidence;

/// Something by which a failure is recognized.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Sign {
    /// The number after `AADSTS`.
    Aadsts(u32),
    /// The status of an answer that nobody is known to have given: the text names no server.
    BareStatus(u16),
    /// All of these together.
    All(&'static [Sign]),
    /// One of these at least: a choice inside of [`Self::All`].
    Any(&'static [Sign]),
    /// The status of an answer.
    Status {
        /// Who answered.
        endpoint: Endpoint,
        /// The lowest status.
        first: u16,
        /// The highest status.
        last: u16,
        /// What the answer held.
        body: Body,
    },
    /// The beginning of the subject that was presented.
    Subject(&'static str),
    /// A code or a phrase in a text, as whole words, without regard to case.
    Text(&'static str),
    /// The `typeKey` of Azure DevOps' error body.
    TypeKey(&'static str),
}

/// Who answered.
///
/// The set is closed: these are the servers that a step speaks to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Endpoint {
    /// Azure DevOps, asked for an assertion.
    Assertion,
    /// Azure DevOps, used with an access token.
    Target,
    /// Entra, asked for an access token.
    Token,
}

/// What an answer held.
///
/// The set is closed: `Any` takes what is neither.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Body {
    /// Anything.
    Any,
    /// Nothing, or nothing that is known.
    Empty,
    /// A page.
    Html,
}

impl Sign {
    /// Makes the sign of one status with any body.
    pub(super) const fn status(endpoint: Endpoint, status: u16) -> Self {
        Self::statuses(endpoint, status, status)
    }

    /// Makes the sign of a range of statuses with any body.
    pub(super) const fn statuses(endpoint: Endpoint, first: u16, last: u16) -> Self {
        Self::Status {
            endpoint,
            first,
            last,
            body: Body::Any,
        }
    }

    /// Tells whether the evidence shows this sign.
    pub(super) fn shows_in(self, evidence: &Evidence) -> bool {
        match self {
            Self::Aadsts(code) => evidence.codes().contains(&code),
            Self::BareStatus(status) => evidence.bare_status() == Some(status),
            Self::All(signs) => signs.iter().all(|sign| sign.shows_in(evidence)),
            Self::Any(signs) => signs.iter().any(|sign| sign.shows_in(evidence)),
            Self::Status {
                endpoint,
                first,
                last,
                body,
            } => {
                evidence.endpoint() == Some(endpoint)
                    && evidence
                        .status()
                        .is_some_and(|status| (first..=last).contains(&status))
                    && (body == Body::Any || evidence.body().is_none_or(|own| own == body))
            }
            Self::Subject(beginning) => evidence
                .subject()
                .is_some_and(|subject| subject.starts_with(beginning)),
            Self::Text(words) | Self::TypeKey(words) => evidence.holds(words),
        }
    }

    /// How surely it names the cause: a code before a phrase, a phrase before a status. The lowest is the surest; among
    /// codes, the one that comes first.
    pub(super) fn rank(self, evidence: &Evidence) -> usize {
        match self {
            Self::Aadsts(code) => {
                let codes = evidence.codes();
                codes.iter().position(|own| *own == code).unwrap_or(CODES)
            }
            Self::All(signs) | Self::Any(signs) => signs
                .iter()
                .filter(|sign| sign.shows_in(evidence))
                .map(|sign| sign.rank(evidence))
                .min()
                .unwrap_or(PHRASE),
            Self::Text(words) if is_code(words) => CODES,
            Self::Subject(_) | Self::Text(_) | Self::TypeKey(_) => PHRASE,
            Self::Status { .. } => STATUS,
            Self::BareStatus(_) => STATUS + 1,
        }
    }

    /// The name under which people search for it: `AADSTS700213`, `TF401444`, `HTTP 404`. `None` for a phrase.
    pub(super) fn label(self, evidence: &Evidence) -> Option<String> {
        match self {
            Self::Aadsts(code) => Some(format!("AADSTS{code}")),
            Self::All(signs) | Self::Any(signs) => signs
                .iter()
                .filter(|sign| sign.shows_in(evidence))
                .find_map(|sign| sign.label(evidence)),
            Self::Text(words) if is_code(words) => Some(words.to_owned()),
            Self::TypeKey(key) => Some(key.to_owned()),
            Self::BareStatus(status) => Some(format!("HTTP {status}")),
            Self::Status { .. } => evidence.status().map(|status| format!("HTTP {status}")),
            Self::Subject(_) | Self::Text(_) => None,
        }
    }
}

/// The rank behind every AADSTS code, the one of a phrase, and the one of a status.
const CODES: usize = 1_000;
const PHRASE: usize = 1_001;
const STATUS: usize = 1_002;

/// Tells whether a text is a code such as `TF401444`.
pub(super) fn is_code(words: &str) -> bool {
    let number = words.trim_start_matches(|c: char| c.is_ascii_uppercase());
    number.len() + 2 == words.len()
        && number.len() >= 4
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_from_phrases() {
        for (words, code) in [
            ("TF401444", true),
            ("VS800075", true),
            ("VS1640134", true),
            ("ECONNRESET", false),
            ("no such host", false),
            ("400", false),
        ] {
            assert_eq!(is_code(words), code, "{words}");
        }
    }
}
