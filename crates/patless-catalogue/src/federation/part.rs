//! The parts of an issuer and of a subject, and their names.

use std::fmt;

/// One part of an issuer or a subject.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Part {
    /// The application id of Azure DevOps, for which Entra issues the assertion.
    ApplicationId,
    /// The cloud, such as `pub`.
    Cloud,
    /// The service connection's name.
    Connection,
    /// The service connection's id.
    ConnectionId,
    /// The host of the issuer.
    Host,
    /// The organization's name.
    Organization,
    /// The organization's id.
    OrganizationId,
    /// The pipeline's name.
    Pipeline,
    /// The project's name.
    Project,
    /// The repository, `OWNER/NAME`.
    Repository,
    /// The ids of the repository's owner and of the repository, `OWNER/NAME`, which no renaming changes.
    RepositoryIds,
    /// What of the repository: a branch, an environment, a pull request.
    Trigger,
    /// The tenant's id.
    TenantId,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ApplicationId => "application id",
            Self::Cloud => "cloud",
            Self::Connection => "connection",
            Self::ConnectionId => "connection id",
            Self::Host => "host",
            Self::Organization => "organization",
            Self::OrganizationId => "organization id",
            Self::Pipeline => "pipeline",
            Self::Project => "project",
            Self::Repository => "repository",
            Self::RepositoryIds => "repository ids",
            Self::Trigger => "for",
            Self::TenantId => "tenant",
        })
    }
}
