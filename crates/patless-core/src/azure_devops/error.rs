//! Why an access token does not work on its target.

use patless_catalogue::{Cause, ErrorKind, Field, Found, Observation, Server, Values, values_in};

use super::refusal::Refusal;
use crate::error::{Unavailable, Unreadable};
use crate::retry::{Advice, Failed, Retryable, Tried};
use patless_catalogue::identifiers::TenantId;

/// The access token does not work on the target.
///
/// `request_id` is the id that Azure DevOps gave the request, `None` if it gave none.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TargetError {
    /// The target's address cannot be requested.
    #[error("the target's address cannot be requested")]
    Address,
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
    #[error("the organization at {organization} is not connected to a tenant")]
    NoTenant {
        /// The organization's URL.
        organization: String,
    },
    /// The organization is not one of Azure DevOps Services, which alone has profiles and access levels at known hosts.
    #[error("profiles exist only in Azure DevOps Services, and {organization} is another server")]
    NotServices {
        /// The organization's URL.
        organization: String,
    },
    /// Azure DevOps treats the token's owner as the anonymous user.
    #[error("Azure DevOps treated the access token as anonymous")]
    Nobody {
        /// The request's id.
        request_id: Option<String>,
    },
    /// The organization and the token belong to different tenants.
    #[error(
        "the organization at {organization} belongs to tenant {theirs}, but the token is from tenant {ours}"
    )]
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
    /// The answer is a sign-in page, or a redirect to one: the server saw no valid token.
    #[error("Azure DevOps answered the access token with a sign-in page: HTTP {status}")]
    SignInPage {
        /// The HTTP status.
        status: u16,
        /// The request's id.
        request_id: Option<String>,
    },
    /// Azure DevOps cannot be reached, or cannot answer now.
    #[error(transparent)]
    Unavailable(Box<Failed<Unavailable>>),
    /// The answer is not from Azure DevOps. Typically it is the page of a proxy.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
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
            Self::Address => Cause::TargetNotJson.into(),
            Self::SignInPage { status, .. } => answer(*status),
            Self::Header => Cause::TokenNotAccepted.into(),
            Self::NoOrganization { .. } => Cause::NoSuchOrganization.into(),
            Self::NoTenant { .. } => Cause::OrganizationWithoutTenant.into(),
            Self::NotServices { .. } => Cause::NotAzureDevopsServices.into(),
            Self::Nobody { .. } => Cause::NoCredentialSeen.into(),
            Self::OtherTenant { .. } => Cause::WrongTenant.into(),
            Self::Refused(refusal) => refusal.found(Server::Target),
            Self::Unavailable(failed) => failed.last().found(),
            Self::Unreadable(error) => error.cause().into(),
        }
    }

    /// The values that a remedy may name.
    pub fn values(&self) -> Values {
        let mut values = match self {
            Self::Refused(Refusal {
                message: Some(message),
                ..
            }) => values_in(message),
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

    /// Azure DevOps' own message, if it refused. `None` also if a proxy refused instead.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) if !refusal.is_of_proxy() => Some(refusal),
            _ => None,
        }
    }

    /// The id that Azure DevOps gave the last request, where it gave one.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::NoOrganization { request_id, .. }
            | Self::Nobody { request_id }
            | Self::SignInPage { request_id, .. } => request_id.as_deref(),
            Self::Refused(refusal) => refusal.request_id.as_deref(),
            Self::Unavailable(failed) => failed.last().id(),
            Self::Unreadable(error) => error.id(),
            _ => None,
        }
    }
}

impl From<Unavailable> for TargetError {
    fn from(unavailable: Unavailable) -> Self {
        Self::Unavailable(Box::new(unavailable.into()))
    }
}

impl Retryable for TargetError {
    fn advice(&self) -> Advice {
        match self {
            Self::Unavailable(failed) => failed.last().advice(),
            _ => Advice::GiveUp,
        }
    }

    fn after(self, tried: Tried) -> Self {
        match self {
            Self::Unavailable(failed) => Self::Unavailable(Box::new(failed.after(tried))),
            // Never retried.
            other => other,
        }
    }
}
