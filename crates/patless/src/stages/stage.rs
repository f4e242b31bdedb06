//! The stages on the way to a token and on its target, and their names.

/// A stage on the way to a token, or on its target.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Stage {
    /// What is asked for is read.
    Inputs,
    /// The job is read: its URLs, and how servers are reached.
    Environment,
    /// The job's own token is read.
    JobToken,
    /// The ids of the service connection are read.
    ServiceConnection,
    /// Azure DevOps gives an assertion.
    Assertion,
    /// The assertion is about the service connection.
    Claims,
    /// Entra gives an access token.
    AccessToken,
    /// The organization belongs to the tenant of the token.
    Tenant,
    /// The organization knows the identity.
    Identity,
    /// The identity sees the project.
    Project,
    /// The identity sees the repository.
    Repository,
}

impl Stage {
    /// The name, which is the same in every diagnosis: programs read it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Inputs => "inputs",
            Self::Environment => "environment",
            Self::JobToken => "job token",
            Self::ServiceConnection => "service connection",
            Self::Assertion => "assertion",
            Self::Claims => "claims",
            Self::AccessToken => "access token",
            Self::Tenant => "tenant",
            Self::Identity => "identity",
            Self::Project => "project",
            Self::Repository => "repository",
        }
    }
}
