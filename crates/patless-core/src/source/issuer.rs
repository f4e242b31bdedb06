//! The issuers of assertions, which Entra accepts if a federated credential of the application names them.

use url::Url;

use super::connection::Connection;
use super::name::SourceName;
use crate::assertion::Assertion;
use crate::context::Context;
use crate::error::TokenError;
use crate::retry::deadline::Deadline;
use patless_catalogue::identifiers::ServiceConnectionId;

/// An issuer of assertions.
#[derive(Clone, Debug)]
pub(crate) enum Issuer {
    /// Azure DevOps, for a service connection of the job.
    AzureDevOps(Connection),
}

impl Issuer {
    pub(crate) const fn name(&self) -> SourceName {
        match self {
            Self::AzureDevOps(_) => SourceName::ServiceConnection,
        }
    }

    /// The service connection that the assertions are about. `None` if they are about something else.
    pub(crate) fn connection(&self) -> Option<ServiceConnectionId> {
        match self {
            Self::AzureDevOps(it) => Some(it.id()),
        }
    }

    /// The server. `None` if there is none.
    pub(crate) fn url(&self) -> Option<&Url> {
        match self {
            Self::AzureDevOps(it) => Some(it.url()),
        }
    }

    /// Requests a new assertion.
    pub(crate) async fn assertion(
        &self,
        context: &Context,
        deadline: &Deadline,
    ) -> Result<Assertion, TokenError> {
        match self {
            Self::AzureDevOps(it) => it.assertion(context, deadline).await,
        }
    }
}
