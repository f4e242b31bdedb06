//! The errors in the configuration that prevent a request, or cause it to be rejected.

use patless_catalogue::{Cause, Server};

use crate::authority::ForeignAuthority;

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
}

impl Misconfigured {
    /// What is wrong.
    pub fn cause(&self) -> Cause {
        match self {
            Self::ClientCertificate { .. } => Cause::ClientCertificateWanted,
            Self::ForeignAuthority(_) => Cause::ForeignAuthority,
            Self::JobToken => Cause::NoJobToken,
        }
    }

    /// The server that the request was for.
    pub(super) fn server(&self) -> Server {
        match self {
            Self::ClientCertificate { .. } | Self::JobToken => Server::Assertion,
            Self::ForeignAuthority(_) => Server::Token,
        }
    }

    /// The id of the request.
    pub(super) fn id(&self) -> Option<&str> {
        match self {
            Self::ClientCertificate { request_id, .. } => request_id.as_deref(),
            Self::ForeignAuthority(_) | Self::JobToken => None,
        }
    }
}
