//! The names of the sources, as a flag and a report spell them.

use std::fmt;

/// A kind of source.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum SourceName {
    /// An access token that is already in a variable.
    Variable,
    /// The keeper of a job, which a task has started.
    Keeper,
    /// A service connection of Azure DevOps, in a pipeline job.
    ServiceConnection,
    /// The job of a GitHub workflow.
    GitHubActions,
    /// An application with a client certificate.
    ClientCertificate,
    /// An application with a client secret.
    ClientSecret,
    /// A workload identity, by the token in a file, as on Kubernetes.
    WorkloadIdentity,
    /// The managed identity of the machine or service.
    ManagedIdentity,
    /// The user or service principal that signed in to Azure CLI.
    AzureCli,
    /// The user or service principal that signed in to Azure Developer CLI.
    AzureDeveloperCli,
    /// A user who signs in on another device.
    DeviceCode,
}

impl SourceName {
    /// Every source, in the order in which an automatic selection looks for them.
    pub const ALL: &[Self] = &[
        Self::Variable,
        Self::Keeper,
        Self::ServiceConnection,
        Self::GitHubActions,
        Self::ClientCertificate,
        Self::ClientSecret,
        Self::WorkloadIdentity,
        Self::ManagedIdentity,
        Self::AzureCli,
        Self::AzureDeveloperCli,
        Self::DeviceCode,
    ];

    /// The name, in kebab case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Variable => "variable",
            Self::Keeper => "keeper",
            Self::ServiceConnection => "service-connection",
            Self::GitHubActions => "github-actions",
            Self::ClientCertificate => "client-certificate",
            Self::ClientSecret => "client-secret",
            Self::WorkloadIdentity => "workload-identity",
            Self::ManagedIdentity => "managed-identity",
            Self::AzureCli => "azure-cli",
            Self::AzureDeveloperCli => "azure-developer-cli",
            Self::DeviceCode => "device-code",
        }
    }

    /// Reads a name, in any case. `None` if it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|name| name.as_str().eq_ignore_ascii_case(text.trim()))
    }
}

impl fmt::Display for SourceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
