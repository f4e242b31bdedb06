//! Why there is no token: one error for whoever asks, by what can be done about it.

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

use crate::azure_devops::Refusal;
use crate::exchange::Rejection;
use crate::retry::{Advice, Failed, Retryable, Tried};

/// There is no token, or no assertion.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// Something is set up wrongly, so that nothing can be sent or nothing is taken. To be fixed by whoever set it up.
    #[error(transparent)]
    Misconfigured(Misconfigured),
    /// A server refuses. Its words say what to change there; to ask again as it is gets the same answer.
    #[error(transparent)]
    Refused(Box<Failed<Refused>>),
    /// The access token lives for less time than asked for. Another one would, too.
    #[error("the access token is valid for only {} s, which is less than requested", left.as_secs())]
    TooShort {
        /// How long it still lives.
        left: Duration,
    },
    /// Nobody could be told of a secret, so that it was not used.
    #[error("a secret could not be masked, so it was not used")]
    Unannounced(#[source] io::Error),
    /// A server cannot be reached, or cannot answer now. To be asked again later: see [`TokenError::retry_after`].
    #[error(transparent)]
    Unavailable(Box<Failed<Unavailable>>),
    /// The answer is not one of the server that was asked. Something on the way is to be looked at, typically a proxy.
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

    /// How much was tried until there was no time for more. `None` where that is not how it ended.
    pub fn tried(&self) -> Option<Tried> {
        match self {
            Self::Refused(failed) => failed.tried(),
            Self::Unavailable(failed) => failed.tried(),
            Self::Unreadable(failed) => failed.tried(),
            Self::Misconfigured(_) | Self::TooShort { .. } | Self::Unannounced(_) => None,
        }
    }

    /// How long the server asked to be left alone. `None` where it did not, or where that is not what is wrong.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Unavailable(failed) => failed.last().retry_after(),
            _ => None,
        }
    }

    /// The server that was to be asked. `None` where there was none to ask any more.
    pub fn server(&self) -> Option<Server> {
        match self {
            Self::Misconfigured(error) => Some(error.server()),
            Self::Refused(failed) => Some(failed.last().server()),
            Self::Unavailable(failed) => Some(failed.last().server()),
            Self::Unreadable(failed) => Some(failed.last().server()),
            Self::TooShort { .. } | Self::Unannounced(_) => None,
        }
    }

    /// What Azure DevOps said, where it refused in words of its own. `None` also where a proxy refused in its place.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(failed) => failed.last().refusal(),
            _ => None,
        }
    }

    /// What Entra said, where it refused.
    pub fn rejection(&self) -> Option<&Rejection> {
        match self {
            Self::Refused(failed) => failed.last().rejection(),
            _ => None,
        }
    }

    /// The id that Azure DevOps gave the last request. `None` where it gave none, or was not asked last.
    pub fn request_id(&self) -> Option<&str> {
        self.id_at(Server::Assertion)
    }

    /// The id of the last request in Entra's sign-in log. `None` where no answer came, or Entra was not asked last.
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
            // Never tried again.
            Self::Misconfigured(_) | Self::TooShort { .. } | Self::Unannounced(_) => self,
        }
    }
}
