//! The error for a server that cannot be reached or is temporarily unavailable, whichever server it is.

use std::time::Duration;

use patless_catalogue::{Found, Observation, Server};

use crate::http::{Response, TransportError};
use crate::retry::{Advice, of_busy, of_transport, retry_after};

/// A server gives no usable answer.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unavailable {
    /// It is unavailable (408, 429, 5xx; of the metadata service also 404 and 410). Typically temporary, except 501 and 505.
    #[error("{}HTTP {status}", outcome(*server))]
    Busy {
        /// The server.
        server: Server,
        /// The HTTP status.
        status: u16,
        /// How long it asks to wait. `None` if it does not say.
        retry_after: Option<Duration>,
        /// The id that Azure DevOps gave the request, or that we gave it for Entra. `None` if there is none.
        request_id: Option<String>,
    },
    /// There was no answer.
    #[error("{error}")]
    NoAnswer {
        /// The server.
        server: Server,
        /// Why.
        error: TransportError,
    },
}

/// The beginning of the message: what failed.
fn outcome(server: Server) -> &'static str {
    match server {
        Server::Assertion => "Azure DevOps did not issue an assertion: ",
        Server::GitHub => "GitHub did not issue an assertion: ",
        Server::ManagedIdentity => "the managed identity's host answered with ",
        Server::Target => "Azure DevOps did not answer a request about the target: ",
        Server::Token => "Microsoft Entra answered the exchange with ",
    }
}

impl Unavailable {
    /// Reads the answer of an unavailable server.
    pub(crate) fn read(answer: &Response, server: Server, request_id: Option<String>) -> Self {
        Self::Busy {
            server,
            status: answer.status.as_u16(),
            retry_after: retry_after(answer),
            request_id,
        }
    }

    /// Why there is no answer, and the status that says so.
    pub(crate) fn found(&self) -> Found {
        match self {
            Self::Busy { server, status, .. } => {
                Observation::of(*server).with_status(*status).found()
            }
            Self::NoAnswer { error, .. } => error.cause().into(),
        }
    }

    /// How long the server asked to wait. `None` if it did not.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Busy { retry_after, .. } => *retry_after,
            Self::NoAnswer { .. } => None,
        }
    }

    /// The server that was asked.
    pub fn server(&self) -> Server {
        match self {
            Self::Busy { server, .. } | Self::NoAnswer { server, .. } => *server,
        }
    }

    /// The id of the request.
    pub(crate) fn id(&self) -> Option<&str> {
        match self {
            Self::Busy { request_id, .. } => request_id.as_deref(),
            Self::NoAnswer { .. } => None,
        }
    }

    pub(crate) fn advice(&self) -> Advice {
        match self {
            Self::Busy {
                server,
                status,
                retry_after,
                ..
            } => of_busy(*server, *status, *retry_after),
            Self::NoAnswer { error, .. } => of_transport(error),
        }
    }
}
