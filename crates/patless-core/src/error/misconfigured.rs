//! The errors in the configuration that prevent a request, or cause it to be rejected.

use patless_catalogue::{Cause, Server};

use crate::authority::ForeignAuthority;
use crate::source::error::Broken;
use crate::source::name::SourceName;

/// An error in the configuration.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Misconfigured {
    /// Azure DevOps, or a server in front of it, requires a client certificate, or a different one.
    #[error("Azure DevOps requires a client certificate: HTTP {status}")]
    ClientCertificate {
        /// The HTTP status.
        status: u16,
        /// The id that Azure DevOps gave the request. `None` if it gave none.
        request_id: Option<String>,
    },
    /// The assertion must not be sent to the host that the service connection names. It was not sent.
    #[error(transparent)]
    ForeignAuthority(#[from] ForeignAuthority),
    /// The job's token cannot be sent in a header.
    #[error("the job's own token cannot be sent")]
    JobToken,
    /// An assertion was requested from a source that has none.
    #[error("the identity is proven by {0}, without an assertion")]
    NoAssertions(SourceName),
    /// The source is here, and something about it is wrong.
    #[error(transparent)]
    Source(#[from] Broken),
}

impl Misconfigured {
    /// What is wrong.
    pub fn cause(&self) -> Cause {
        match self {
            Self::ClientCertificate { .. } => Cause::ClientCertificateWanted,
            Self::ForeignAuthority(_) => Cause::ForeignAuthority,
            Self::JobToken => Cause::NoJobToken,
            Self::NoAssertions(_) => Cause::NoAssertions,
            Self::Source(broken) => broken.cause,
        }
    }

    /// The server that the request was for. `None` if it was for none.
    pub(super) fn server(&self) -> Option<Server> {
        match self {
            Self::ClientCertificate { .. } | Self::JobToken | Self::NoAssertions(_) => {
                Some(Server::Assertion)
            }
            Self::ForeignAuthority(_) => Some(Server::Token),
            Self::Source(_) => None,
        }
    }

    /// The id of the request.
    pub(super) fn id(&self) -> Option<&str> {
        match self {
            Self::ClientCertificate { request_id, .. } => request_id.as_deref(),
            Self::ForeignAuthority(_)
            | Self::JobToken
            | Self::NoAssertions(_)
            | Self::Source(_) => None,
        }
    }
}
