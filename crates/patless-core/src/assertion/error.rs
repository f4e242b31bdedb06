//! The ways in which Azure DevOps gives no assertion.

use patless_catalogue::{Cause, ErrorKind, Found, Observation, Server};

use crate::azure_devops::Refusal;
use crate::http::TransportError;
use crate::retry::{Advice, Retryable, Tried, of_azure_devops_exception, of_transport};

/// Azure DevOps gave no assertion.
///
/// `request_id` is the id that Azure DevOps gave the request, `None` where it gave none.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AssertionError {
    /// The server cannot answer (408, 429, 5xx). Typically passes, but for 501 and 505.
    #[error("Azure DevOps did not give an assertion: HTTP {status}")]
    Busy {
        /// The HTTP status.
        status: u16,
        /// The request's id.
        request_id: Option<String>,
        /// When to try again.
        advice: Advice,
    },
    /// The server, or one in front of it, wants a client certificate, or another one.
    #[error("Azure DevOps asks for a client certificate: HTTP {status}")]
    ClientCertificate {
        /// The HTTP status.
        status: u16,
        /// The request's id.
        request_id: Option<String>,
    },
    /// It was tried until the budget of time was used up.
    #[error("{tried}")]
    GaveUp {
        /// How much was tried.
        tried: Tried,
        /// The last failure.
        source: Box<AssertionError>,
    },
    /// The job's token cannot be sent in a header.
    #[error("the job's own token cannot be sent")]
    JobToken,
    /// The job's token is not taken (401). Typically it has expired or is of another job.
    #[error("Azure DevOps did not accept the job's own token: HTTP 401")]
    JobTokenRefused {
        /// The request's id.
        request_id: Option<String>,
    },
    /// The answer is a success but holds no assertion.
    #[error("Azure DevOps answered without an assertion")]
    NoAssertion {
        /// The request's id.
        request_id: Option<String>,
    },
    /// The answer is a page or another text. Typically that of a proxy.
    #[error("Azure DevOps answered with HTTP {status} and {content_type} instead of JSON")]
    NotJson {
        /// The HTTP status.
        status: u16,
        /// The content type, shortened.
        content_type: String,
        /// The request's id.
        request_id: Option<String>,
    },
    /// Azure DevOps refuses. Typically the service connection is not referenced by the job or not meant for this.
    #[error("Azure DevOps refused an assertion: {0}")]
    Refused(Refusal),
    /// The answer is the way to a sign-in page: the server saw no valid job token.
    #[error("Azure DevOps answered with a sign-in page instead of an assertion: HTTP {status}")]
    SignInPage {
        /// The HTTP status.
        status: u16,
        /// The request's id.
        request_id: Option<String>,
    },
    /// There was no answer.
    #[error(transparent)]
    Transport(#[from] TransportError),
}

impl AssertionError {
    /// The kind of its cause.
    pub fn kind(&self) -> ErrorKind {
        self.cause().kind()
    }

    /// Why there is no assertion.
    pub fn cause(&self) -> Cause {
        self.found().cause
    }

    /// Why there is no assertion, and the code or status that says so.
    pub fn found(&self) -> Found {
        let answer = |status| {
            Observation::of(Server::Assertion)
                .with_status(status)
                .found()
        };
        match self {
            Self::Busy { status, .. } | Self::SignInPage { status, .. } => answer(*status),
            Self::ClientCertificate { .. } => Cause::ClientCertificateWanted.into(),
            Self::GaveUp { source, .. } => source.found(),
            Self::JobToken => Cause::NoJobToken.into(),
            Self::JobTokenRefused { .. } => answer(401),
            Self::NoAssertion { .. } => Cause::NoAssertionInReply.into(),
            // A proxy in the place of Azure DevOps (RFC 9110 §15.5.8).
            Self::NotJson { status: 407, .. } => Cause::ProxyAuthentication.into(),
            Self::NotJson { .. } => Cause::AssertionNotJson.into(),
            Self::Refused(refusal) => refusal.found(Server::Assertion),
            Self::Transport(error) => error.cause().into(),
        }
    }

    /// What Azure DevOps said, where it refused in words of its own. `None` also where a proxy refused in its place.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) if !refusal.is_of_proxy() => Some(refusal),
            Self::GaveUp { source, .. } => source.refusal(),
            _ => None,
        }
    }

    /// The id that Azure DevOps gave the last request, where it gave one.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Busy { request_id, .. }
            | Self::ClientCertificate { request_id, .. }
            | Self::JobTokenRefused { request_id }
            | Self::NoAssertion { request_id }
            | Self::NotJson { request_id, .. }
            | Self::SignInPage { request_id, .. } => request_id.as_deref(),
            Self::Refused(refusal) => refusal.request_id.as_deref(),
            Self::GaveUp { source, .. } => source.request_id(),
            Self::JobToken | Self::Transport(_) => None,
        }
    }
}

impl Retryable for AssertionError {
    fn advice(&self) -> Advice {
        match self {
            Self::Busy { advice, .. } => *advice,
            // Seen as a hiccup by Microsoft's own clients, which ask again.
            Self::NoAssertion { .. } => Advice::TryAgain,
            Self::Refused(refusal) => of_azure_devops_exception(refusal.type_key.as_deref()),
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
