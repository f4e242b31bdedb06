//! The issuers of assertions, which Entra accepts if a federated credential of the application names them.

use url::Url;

use super::connection::Connection;
use super::github_actions::GitHubActions;
use super::name::SourceName;
use super::token_file::TokenFile;
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
    /// GitHub, for the job of a workflow.
    GitHub(GitHubActions),
    /// Whatever keeps a file current, such as Kubernetes.
    TokenFile(TokenFile),
}

impl Issuer {
    pub(crate) const fn name(&self) -> SourceName {
        match self {
            Self::AzureDevOps(_) => SourceName::ServiceConnection,
            Self::GitHub(_) => SourceName::GitHubActions,
            Self::TokenFile(_) => SourceName::WorkloadIdentity,
        }
    }

    /// The service connection that the assertions are about. `None` if they are about something else.
    pub(crate) fn connection(&self) -> Option<ServiceConnectionId> {
        match self {
            Self::AzureDevOps(it) => Some(it.id()),
            Self::GitHub(_) | Self::TokenFile(_) => None,
        }
    }

    /// The server. `None` if there is none.
    pub(crate) fn url(&self) -> Option<&Url> {
        match self {
            Self::AzureDevOps(it) => Some(it.url()),
            Self::GitHub(it) => Some(it.url()),
            Self::TokenFile(_) => None,
        }
    }

    /// Whether exchanges may share an assertion. A file is read for each: it may have changed.
    pub(crate) const fn lets_share(&self) -> bool {
        !matches!(self, Self::TokenFile(_))
    }

    /// Requests a new assertion.
    pub(crate) async fn assertion(
        &self,
        context: &Context,
        deadline: &Deadline,
    ) -> Result<Assertion, TokenError> {
        match self {
            Self::AzureDevOps(it) => it.assertion(context, deadline).await,
            Self::GitHub(it) => it.assertion(context, deadline).await,
            Self::TokenFile(it) => it.assertion(context, deadline).await,
        }
    }
}
