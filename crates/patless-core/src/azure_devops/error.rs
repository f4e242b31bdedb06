//! The ways in which an access token does not work on its target.

use patless_catalogue::{Cause, ErrorKind, Field, Found, Observation, Server, Values, values_in};

use super::refusal::Refusal;
use crate::http::TransportError;
use crate::identifiers::TenantId;
use crate::retry::{Advice, Retryable, Tried, of_transport};

/// The access token does not work on the target.
///
/// `request_id` is the id that Azure DevOps gave the request, `None` where it gave none.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TargetError {
    /// The target's address cannot be requested.
    #[error("the target's address cannot be requested")]
    Address,
    /// The server cannot answer (408, 429, 5xx). Typically passes, but for 501 and 505.
    #[error("Azure DevOps told nothing about the target: HTTP {status}")]
    Busy {
        /// The HTTP status.
        status: u16,
        /// The request's id.
        request_id: Option<String>,
        /// When to try again.
        advice: Advice,
    },
    /// It was tried until the budget of time was used up.
    #[error("{tried}")]
    GaveUp {
        /// How much was tried.
        tried: Tried,
        /// The last failure.
        source: Box<TargetError>,
    },
    /// The token cannot be sent in a header.
    #[error("the access token cannot be sent")]
    Header,
    /// There is no such organization.
    #[error("there is no organization at {organization}: HTTP 404")]
    NoOrganization {
        /// The organization's URL.
        organization: String,
        /// The request's id.
        request_id: Option<String>,
    },
    /// The organization has no tenant, so that no service principal can be a user of it.
    #[error("the organization at {organization} is connected to no tenant")]
    NoTenant {
        /// The organization's URL.
        organization: String,
    },
    /// Azure DevOps knows nobody behind the token.
    #[error("Azure DevOps saw nobody behind the access token")]
    Nobody {
        /// The request's id.
        request_id: Option<String>,
    },
    /// The answer is not in Azure DevOps' form. Typically the page of a proxy.
    #[error("HTTP {status} and {content_type} about the target, which is not Azure DevOps' form")]
    NotJson {
        /// The HTTP status.
        status: u16,
        /// The content type, shortened.
        content_type: String,
        /// The request's id.
        request_id: Option<String>,
    },
    /// The organization belongs to another tenant than the token.
    #[error("the organization at {organization} is of tenant {theirs}, the token of tenant {ours}")]
    OtherTenant {
        /// The organization's URL.
        organization: String,
        /// The organization's tenant.
        theirs: TenantId,
        /// The token's tenant.
        ours: TenantId,
    },
    /// Azure DevOps refuses the token.
    #[error("Azure DevOps refused the access token: {0}")]
    Refused(Refusal),
    /// The answer is the way to a sign-in page: the server saw no valid token.
    #[error("Azure DevOps answered the access token with a sign-in page: HTTP {status}")]
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

impl TargetError {
    /// The kind of its cause.
    pub fn kind(&self) -> ErrorKind {
        self.cause().kind()
    }

    /// Why the token does not work there.
    pub fn cause(&self) -> Cause {
        self.found().cause
    }

    /// Why the token does not work there, and the code or status that says so.
    pub fn found(&self) -> Found {
        let answer = |status| Observation::of(Server::Target).with_status(status).found();
        match self {
            // A proxy in the place of Azure DevOps (RFC 9110 §15.5.8).
            Self::NotJson { status: 407, .. } => Cause::ProxyAuthentication.into(),
            Self::Address | Self::NotJson { .. } => Cause::TargetNotJson.into(),
            Self::Busy { status, .. } | Self::SignInPage { status, .. } => answer(*status),
            Self::GaveUp { source, .. } => source.found(),
            Self::Header => Cause::TokenNotAccepted.into(),
            Self::NoOrganization { .. } => Cause::NoSuchOrganization.into(),
            Self::NoTenant { .. } => Cause::OrganizationWithoutTenant.into(),
            Self::Nobody { .. } => Cause::NoCredentialSeen.into(),
            Self::OtherTenant { .. } => Cause::WrongTenant.into(),
            Self::Refused(refusal) => refusal.found(Server::Target),
            Self::Transport(error) => error.cause().into(),
        }
    }

    /// The values that a remedy may name.
    pub fn values(&self) -> Values {
        let mut values = match self {
            Self::Refused(Refusal {
                message: Some(message),
                ..
            }) => values_in(message),
            Self::GaveUp { source, .. } => source.values(),
            _ => Values::default(),
        };
        if let Self::NoOrganization { organization, .. }
        | Self::NoTenant { organization }
        | Self::OtherTenant { organization, .. } = self
            && let Some(name) = organization.trim_end_matches('/').rsplit('/').next()
        {
            values.set(Field::Organization, name);
        }
        if let Some(id) = self.request_id() {
            values.set(Field::ActivityId, id);
        }
        values
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
            | Self::NoOrganization { request_id, .. }
            | Self::Nobody { request_id }
            | Self::NotJson { request_id, .. }
            | Self::SignInPage { request_id, .. } => request_id.as_deref(),
            Self::Refused(refusal) => refusal.request_id.as_deref(),
            Self::GaveUp { source, .. } => source.request_id(),
            _ => None,
        }
    }
}

impl Retryable for TargetError {
    fn advice(&self) -> Advice {
        match self {
            Self::Busy { advice, .. } => *advice,
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
