//! The error for an answer that does not come from the requested server, whichever server it is.

use patless_catalogue::{Cause, Server};

use crate::http::Response;
use crate::retry::{Advice, of_missing_result};

/// The answer does not come from the server that the request was for.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unreadable {
    /// It has another form. Typically the page of a proxy.
    #[error("{}", of_other_form(*server, *status, content_type))]
    Form {
        /// The server that the request was for.
        server: Server,
        /// The HTTP status.
        status: u16,
        /// The content type, shortened.
        content_type: String,
        /// The id that Azure DevOps gave the request, or that we gave it for Entra. `None` if there is none.
        request_id: Option<String>,
    },
    /// It is a success, but what was asked for is not in it.
    #[error("{} answered without {missing}", name(*server))]
    Missing {
        /// The server that the request was for.
        server: Server,
        /// What is missing or malformed.
        missing: &'static str,
        /// The id that Azure DevOps gave the request, or that we gave it for Entra. `None` if there is none.
        request_id: Option<String>,
    },
}

fn of_other_form(server: Server, status: u16, content_type: &str) -> String {
    match server {
        Server::Assertion => {
            format!("Azure DevOps answered with HTTP {status} and {content_type} instead of JSON")
        }
        Server::GitHub => {
            format!("GitHub answered with HTTP {status} and {content_type} instead of an assertion")
        }
        Server::ManagedIdentity => format!(
            "a request for a managed identity's token was answered with HTTP {status} and {content_type}, which is not the response of a managed identity's host"
        ),
        Server::Target => format!(
            "a request about the target was answered with HTTP {status} and {content_type}, which is not a response from Azure DevOps"
        ),
        Server::Token => format!(
            "the token endpoint answered with HTTP {status} and {content_type}, which is not a response from Entra"
        ),
    }
}

fn name(server: Server) -> &'static str {
    match server {
        Server::Assertion | Server::Target => "Azure DevOps",
        Server::GitHub => "GitHub",
        Server::ManagedIdentity => "the managed identity's host",
        Server::Token => "the token endpoint",
    }
}

impl Unreadable {
    /// Keeps the status and content type of an answer in another form.
    pub(crate) fn form(answer: &Response, server: Server, request_id: Option<String>) -> Self {
        Self::Form {
            server,
            status: answer.status.as_u16(),
            content_type: answer.content_type(),
            request_id,
        }
    }

    /// What is wrong with it.
    pub fn cause(&self) -> Cause {
        match self {
            // A proxy answered instead of the server (RFC 9110 §15.5.8).
            Self::Form { status: 407, .. } => Cause::ProxyAuthentication,
            Self::Form { server, .. } => match server {
                Server::Assertion => Cause::AssertionNotJson,
                Server::GitHub => Cause::NoGithubAssertion,
                Server::ManagedIdentity => Cause::ManagedIdentityNotJson,
                Server::Target => Cause::TargetNotJson,
                Server::Token => Cause::NotEntra,
            },
            Self::Missing { server, .. } => match server {
                Server::Assertion => Cause::NoAssertionInReply,
                Server::GitHub => Cause::NoGithubAssertion,
                Server::ManagedIdentity => Cause::ManagedIdentityNotJson,
                Server::Target => Cause::TargetNotJson,
                Server::Token => Cause::NoAccessTokenInReply,
            },
        }
    }

    /// The server that was asked.
    pub fn server(&self) -> Server {
        match self {
            Self::Form { server, .. } | Self::Missing { server, .. } => *server,
        }
    }

    /// The id of the request.
    pub(crate) fn id(&self) -> Option<&str> {
        match self {
            Self::Form { request_id, .. } | Self::Missing { request_id, .. } => {
                request_id.as_deref()
            }
        }
    }

    pub(super) fn advice(&self) -> Advice {
        match self {
            Self::Missing { server, .. } => of_missing_result(*server),
            Self::Form { .. } => Advice::GiveUp,
        }
    }
}
