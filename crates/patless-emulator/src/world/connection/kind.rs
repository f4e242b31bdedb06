//! Kind and scheme of a service connection.

/// Kind of a service connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConnectionKind {
    /// Azure DevOps itself.
    AzureDevOps,
    /// Azure Resource Manager.
    AzureRm,
}

impl ConnectionKind {
    /// Returns the endpoint type, which is also what follows `connectedService:` in a task input.
    pub fn endpoint_type(self) -> &'static str {
        match self {
            Self::AzureDevOps => "workloadidentityuser",
            Self::AzureRm => "azurerm",
        }
    }
}

/// Authorization scheme of a service connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConnectionScheme {
    /// An assertion for each job.
    WorkloadIdentityFederation,
    /// A stored client secret, `spnKey`.
    ServicePrincipal,
    /// The identity of the agent's machine.
    ManagedServiceIdentity,
}

impl ConnectionScheme {
    /// Returns the scheme as the endpoint's authorization data spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WorkloadIdentityFederation => "WorkloadIdentityFederation",
            Self::ServicePrincipal => "ServicePrincipal",
            Self::ManagedServiceIdentity => "ManagedServiceIdentity",
        }
    }
}
