//! What has to be set up for a step that is missing.

/// A change that people make. The plan only describes it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Change {
    /// An application with its service principal.
    CreateIdentity,
    /// A service connection for the identity.
    CreateConnection,
    /// The service connection as it has to be.
    RepairConnection(Repair),
    /// The federated credential that trusts the connection.
    CreateFederatedCredential,
    /// The identity as a user of the organization.
    AddToOrganization,
    /// Another access level.
    RaiseAccessLevel,
    /// Membership in the group of the project.
    JoinGroup,
    /// The right to read the repository.
    ShowRepository,
    /// A role on the feed.
    GrantFeedRole,
    /// Membership in the publisher.
    AddToPublisher,
    /// The pipeline's right to use the connection.
    AuthorizePipeline,
}

/// What has to change about a service connection.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Repair {
    /// It has a stored secret, or a machine's identity.
    Convert,
    /// It is switched off.
    Enable,
    /// Azure DevOps has not finished it.
    Finish,
    /// It is of another identity.
    Reassign,
}
