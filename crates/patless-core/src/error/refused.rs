//! The errors for a server that refuses a request, with its own message.

use patless_catalogue::{Cause, Found, Observation, Server};

use crate::azure_devops::refusal::Refusal;
use crate::exchange::Rejection;
use crate::retry::{Advice, of_azure_devops_exception, of_busy};
use crate::source::managed_identity::refusal::HostRefusal;

/// A server refuses.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// Azure DevOps issues no assertion. Typically the job does not reference the service connection, or the connection does
    /// not use federation.
    #[error("Azure DevOps refused to issue an assertion: {0}")]
    Assertion(Refusal),
    /// Entra issues no access token.
    #[error("tenant rejected the {proof}: {0}", proof = .0.proof)]
    Exchange(Box<Rejection>),
    /// GitHub issues no assertion: it does not accept the job's token.
    #[error("GitHub did not issue an assertion: HTTP {status}")]
    GitHub {
        /// The HTTP status: 401 or 403.
        status: u16,
    },
    /// Azure DevOps does not accept the job's token (401). Typically it has expired or belongs to another job.
    #[error("Azure DevOps did not accept the job's own token: HTTP 401")]
    JobToken {
        /// The id that Azure DevOps gave the request. `None` if it gave none.
        request_id: Option<String>,
    },
    /// The host of a managed identity issues no access token. Typically the identity is not assigned to it.
    #[error("{0}")]
    ManagedIdentity(Box<HostRefusal>),
    /// Azure DevOps redirects to its sign-in page: it saw no valid job token.
    #[error("Azure DevOps answered with a sign-in page instead of an assertion: HTTP {status}")]
    SignInPage {
        /// The HTTP status.
        status: u16,
        /// The id that Azure DevOps gave the request. `None` if it gave none.
        request_id: Option<String>,
    },
}

impl Refused {
    /// Why it refuses.
    pub fn cause(&self) -> Cause {
        self.found().cause
    }

    /// Why it refuses, and the code or status that says so.
    pub(super) fn found(&self) -> Found {
        let answer = |status| {
            Observation::of(Server::Assertion)
                .with_status(status)
                .found()
        };
        match self {
            Self::Assertion(refusal) => refusal.found(Server::Assertion),
            Self::Exchange(rejection) => rejection.found(),
            Self::GitHub { status } => Observation::of(Server::GitHub).with_status(*status).found(),
            Self::JobToken { .. } => answer(401),
            Self::ManagedIdentity(refusal) => refusal.found(),
            Self::SignInPage { status, .. } => answer(*status),
        }
    }

    /// Azure DevOps' own message, if it refused.
    pub(super) fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Assertion(refusal) if !refusal.is_of_proxy() => Some(refusal),
            _ => None,
        }
    }

    /// Entra's own message, if it refused.
    pub(super) fn rejection(&self) -> Option<&Rejection> {
        match self {
            Self::Exchange(rejection) => Some(rejection),
            _ => None,
        }
    }

    pub(super) fn server(&self) -> Server {
        match self {
            Self::Exchange(_) => Server::Token,
            Self::GitHub { .. } => Server::GitHub,
            Self::ManagedIdentity(_) => Server::ManagedIdentity,
            Self::Assertion(_) | Self::JobToken { .. } | Self::SignInPage { .. } => {
                Server::Assertion
            }
        }
    }

    /// The id of the request.
    pub(super) fn id(&self) -> Option<&str> {
        match self {
            Self::Assertion(refusal) => refusal.request_id.as_deref(),
            Self::Exchange(rejection) => Some(&rejection.correlation_id),
            Self::GitHub { .. } => None,
            Self::ManagedIdentity(refusal) => refusal.correlation_id.as_deref(),
            Self::JobToken { request_id } | Self::SignInPage { request_id, .. } => {
                request_id.as_deref()
            }
        }
    }

    pub(super) fn advice(&self) -> Advice {
        match self {
            Self::Assertion(refusal) => of_azure_devops_exception(refusal.type_key.as_deref()),
            Self::Exchange(rejection) => rejection.advice(),
            Self::ManagedIdentity(refusal) => {
                of_busy(Server::ManagedIdentity, refusal.status, None)
            }
            Self::GitHub { .. } | Self::JobToken { .. } | Self::SignInPage { .. } => Advice::GiveUp,
        }
    }
}
