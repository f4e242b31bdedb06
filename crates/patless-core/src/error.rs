//! Why there is no token: the error type for callers, grouped by what can be done about it.

mod misconfigured;
mod refused;
mod unavailable;
mod unreadable;

use std::io;
use std::time::Duration;

use patless_catalogue::{Cause, ErrorKind, Found, Server};

pub use misconfigured::Misconfigured;
pub use refused::Refused;
pub use unavailable::Unavailable;
pub use unreadable::Unreadable;

use crate::azure_devops::refusal::Refusal;
use crate::exchange::Rejection;
use crate::retry::{Advice, Failed, Retryable, Tried};

/// There is no token, or no assertion.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// The configuration is wrong, so that no request can be sent or none is accepted. Fix the configuration.
    #[error(transparent)]
    Misconfigured(Misconfigured),
    /// A server refuses. Its message says what to change there; the same request would get the same answer.
    #[error(transparent)]
    Refused(Box<Failed<Refused>>),
    /// The access token expires sooner than requested. Another one would, too.
    #[error("the access token is valid for only {} s, which is less than requested", left.as_secs())]
    TooShort {
        /// How long it still lives.
        left: Duration,
    },
    /// A secret could not be announced for masking, so it was not used.
    #[error("a secret could not be masked, so it was not used")]
    Unannounced(#[source] io::Error),
    /// A server cannot be reached, or is temporarily unavailable. Try again later: see [`TokenError::retry_after`].
    #[error(transparent)]
    Unavailable(Box<Failed<Unavailable>>),
    /// The answer does not come from the server that the request was for. Check what is in between, typically a proxy.
    #[error(transparent)]
    Unreadable(Box<Failed<Unreadable>>),
}

impl TokenError {
    /// The kind of its cause.
    pub fn kind(&self) -> ErrorKind {
        self.cause().kind()
    }

    /// Why there is no token.
    pub fn cause(&self) -> Cause {
        self.found().cause
    }

    /// Why there is no token, and the code or status that says so.
    pub fn found(&self) -> Found {
        match self {
            Self::Misconfigured(error) => error.cause().into(),
            Self::Refused(failed) => failed.last().found(),
            Self::TooShort { .. } => Cause::ShortLifetime.into(),
            Self::Unannounced(_) => Cause::InternalError.into(),
            Self::Unavailable(failed) => failed.last().found(),
            Self::Unreadable(failed) => failed.last().cause().into(),
        }
    }

    /// How many attempts were made before time ran out. `None` if it ended for another reason.
    pub fn tried(&self) -> Option<Tried> {
        match self {
            Self::Refused(failed) => failed.tried(),
            Self::Unavailable(failed) => failed.tried(),
            Self::Unreadable(failed) => failed.tried(),
            Self::Misconfigured(_) | Self::TooShort { .. } | Self::Unannounced(_) => None,
        }
    }

    /// How long the server asked to wait. `None` if it did not, or if the failure has another cause.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Unavailable(failed) => failed.last().retry_after(),
            _ => None,
        }
    }

    /// The server that the request was for. `None` if the failure is not about a request.
    pub fn server(&self) -> Option<Server> {
        match self {
            Self::Misconfigured(error) => error.server(),
            Self::Refused(failed) => Some(failed.last().server()),
            Self::Unavailable(failed) => Some(failed.last().server()),
            Self::Unreadable(failed) => Some(failed.last().server()),
            Self::TooShort { .. } | Self::Unannounced(_) => None,
        }
    }

    /// Whether there is no assertion, and therefore no token.
    pub fn is_of_issuer(&self) -> bool {
        matches!(self.server(), Some(Server::Assertion | Server::GitHub))
    }

    /// Azure DevOps' own message, if it refused. `None` also if a proxy refused instead.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(failed) => failed.last().refusal(),
            _ => None,
        }
    }

    /// Entra's own message, if it refused.
    pub fn rejection(&self) -> Option<&Rejection> {
        match self {
            Self::Refused(failed) => failed.last().rejection(),
            _ => None,
        }
    }

    /// The id that Azure DevOps gave the last request. `None` if it gave none, or the last request went elsewhere.
    pub fn request_id(&self) -> Option<&str> {
        self.id_at(Server::Assertion)
    }

    /// The id of the last request in Entra's sign-in log. `None` if there was no answer, or the last request went elsewhere.
    pub fn correlation_id(&self) -> Option<&str> {
        self.id_at(Server::Token)
    }

    /// The id of the last request, where it went to `server`.
    fn id_at(&self, server: Server) -> Option<&str> {
        let id = match self {
            Self::Misconfigured(error) => error.id(),
            Self::Refused(failed) => failed.last().id(),
            Self::Unavailable(failed) => failed.last().id(),
            Self::Unreadable(failed) => failed.last().id(),
            Self::TooShort { .. } | Self::Unannounced(_) => None,
        };
        id.filter(|_| self.server() == Some(server))
    }
}

impl From<Refused> for TokenError {
    fn from(refused: Refused) -> Self {
        Self::Refused(Box::new(refused.into()))
    }
}

impl From<Unavailable> for TokenError {
    fn from(unavailable: Unavailable) -> Self {
        Self::Unavailable(Box::new(unavailable.into()))
    }
}

impl From<Unreadable> for TokenError {
    fn from(unreadable: Unreadable) -> Self {
        Self::Unreadable(Box::new(unreadable.into()))
    }
}

impl Retryable for TokenError {
    fn advice(&self) -> Advice {
        match self {
            Self::Refused(failed) => failed.last().advice(),
            Self::Unavailable(failed) => failed.last().advice(),
            Self::Unreadable(failed) => failed.last().advice(),
            Self::Misconfigured(_) | Self::TooShort { .. } | Self::Unannounced(_) => Advice::GiveUp,
        }
    }

    fn after(self, tried: Tried) -> Self {
        match self {
            Self::Refused(failed) => Self::Refused(Box::new(failed.after(tried))),
            Self::Unavailable(failed) => Self::Unavailable(Box::new(failed.after(tried))),
            Self::Unreadable(failed) => Self::Unreadable(Box::new(failed.after(tried))),
            // Never retried.
            Self::Misconfigured(_) | Self::TooShort { .. } | Self::Unannounced(_) => self,
        }
    }
}
