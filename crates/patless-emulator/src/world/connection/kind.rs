//! Kind and authorization scheme of a service connection.

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
    /// Returns the endpoint type, which also follows `connectedService:` in the type of a task input.
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
    /// Workload identity federation: an assertion for each job.
    WorkloadIdentityFederation,
    /// A service principal with a stored client secret, `spnKey`, or with a certificate, `spnCertificate`.
    ServicePrincipal,
    /// The managed identity of the agent's machine.
    ManagedServiceIdentity,
}

impl ConnectionScheme {
    /// Returns the scheme, in the spelling of the endpoint's authorization data.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WorkloadIdentityFederation => "WorkloadIdentityFederation",
            Self::ServicePrincipal => "ServicePrincipal",
            Self::ManagedServiceIdentity => "ManagedServiceIdentity",
        }
    }
}
