//! The ways in which Entra gives no access token.

use patless_catalogue::{Cause, ErrorKind, Found, Observation, Server};

use super::Rejection;
use crate::assertion::AssertionError;
use crate::authority::ForeignAuthority;
use crate::http::TransportError;
use crate::retry::{Advice, Retryable, Tried, of_transport};

/// Entra gave no access token.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExchangeError {
    /// The assertion in hand was too old, and there was no other.
    #[error("no new assertion")]
    Assertion(#[source] AssertionError),
    /// The server cannot answer (408, 429, 5xx). Typically passes, but for 501 and 505.
    #[error("Microsoft Entra answered the exchange with HTTP {status}")]
    Busy {
        /// The HTTP status.
        status: u16,
        /// The id of the request, ours.
        correlation_id: String,
        /// When to try again.
        advice: Advice,
    },
    /// The assertion may not be sent to the host that the service connection names. It was not.
    #[error(transparent)]
    ForeignAuthority(#[from] ForeignAuthority),
    /// It was tried until the budget of time was used up.
    #[error("{tried}")]
    GaveUp {
        /// How much was tried.
        tried: Tried,
        /// The last failure.
        source: Box<ExchangeError>,
    },
    /// A success without an access token and its lifetime. Typically something between us and Entra.
    #[error("the token endpoint answered without {missing}")]
    NoAccessToken {
        /// What is missing or malformed.
        missing: &'static str,
        /// The id of the request, ours.
        correlation_id: String,
    },
    /// An answer that is not in Entra's form. Typically the page of a proxy.
    #[error(
        "the token endpoint answered with HTTP {status} and {content_type}, which is not Entra's form"
    )]
    NotEntra {
        /// The HTTP status.
        status: u16,
        /// The content type, shortened.
        content_type: String,
        /// The id of the request, ours.
        correlation_id: String,
    },
    /// Entra refuses.
    #[error("tenant rejected the assertion: {0}")]
    Rejected(Box<Rejection>),
    /// There was no answer.
    #[error(transparent)]
    Transport(#[from] TransportError),
}

impl ExchangeError {
    /// The kind of its cause.
    pub fn kind(&self) -> ErrorKind {
        self.cause().kind()
    }

    /// Why there is no access token.
    pub fn cause(&self) -> Cause {
        self.found().cause
    }

    /// Why there is no access token, and the code or status that says so.
    pub fn found(&self) -> Found {
        match self {
            Self::Assertion(error) => error.found(),
            Self::Busy { status, .. } => {
                Observation::of(Server::Token).with_status(*status).found()
            }
            Self::ForeignAuthority(_) => Cause::ForeignAuthority.into(),
            Self::GaveUp { source, .. } => source.found(),
            Self::NoAccessToken { .. } => Cause::NoAccessTokenInReply.into(),
            // A proxy in the place of Entra (RFC 9110 §15.5.8).
            Self::NotEntra { status: 407, .. } => Cause::ProxyAuthentication.into(),
            Self::NotEntra { .. } => Cause::NotEntra.into(),
            Self::Rejected(rejection) => rejection.found(),
            Self::Transport(error) => error.cause().into(),
        }
    }

    /// The refusal of Entra at the bottom of this failure. `None` where Entra did not refuse.
    pub fn rejection(&self) -> Option<&Rejection> {
        match self {
            Self::Rejected(rejection) => Some(rejection),
            Self::GaveUp { source, .. } => source.rejection(),
            _ => None,
        }
    }

    /// The id of the last request in Entra's sign-in log. `None` where no answer came.
    pub fn correlation_id(&self) -> Option<&str> {
        match self {
            Self::Busy { correlation_id, .. }
            | Self::NoAccessToken { correlation_id, .. }
            | Self::NotEntra { correlation_id, .. } => Some(correlation_id),
            Self::GaveUp { source, .. } => source.correlation_id(),
            Self::Rejected(rejection) => Some(&rejection.correlation_id),
            Self::Assertion(_) | Self::ForeignAuthority(_) | Self::Transport(_) => None,
        }
    }
}

impl Retryable for ExchangeError {
    fn advice(&self) -> Advice {
        match self {
            Self::Busy { advice, .. } => *advice,
            Self::Rejected(rejection) => rejection.advice(),
            Self::Transport(error) => of_transport(error),
            _ => Advice::GiveUp,
        }
    }

    fn after(self, tried: Tried) -> Self {
        Self::GaveUp {
            tried,
            source: Box::new(self),
        }
    }
}
