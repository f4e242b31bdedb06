//! Names of the services.

use std::fmt;

/// Service of the emulator, one for each real host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ServiceName {
    /// `dev.azure.com`.
    AzureDevOps,
    /// `vstoken.dev.azure.com`, where Azure DevOps publishes its keys as an issuer. It is also the sign-in host.
    Vstoken,
    /// `login.microsoftonline.com`.
    Entra,
    /// `management.azure.com`, Azure Resource Manager.
    ResourceManager,
    /// `token.actions.githubusercontent.com`, with the host that gives assertions to a job of GitHub Actions.
    GitHub,
    /// The Azure Instance Metadata Service of a virtual machine, at 169.254.169.254.
    Imds,
    /// The identity endpoint of App Service and Azure Functions.
    AppService,
    /// The agent of an Azure Arc-enabled server, at `localhost:40342`.
    Arc,
    /// The identity endpoint of an Azure Machine Learning compute.
    MachineLearning,
    /// The identity endpoint of Cloud Shell.
    CloudShell,
}

impl fmt::Display for ServiceName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::AzureDevOps => "azure-devops",
            Self::Vstoken => "vstoken",
            Self::Entra => "entra",
            Self::ResourceManager => "resource-manager",
            Self::GitHub => "github",
            Self::Imds => "imds",
            Self::AppService => "app-service",
            Self::Arc => "arc",
            Self::MachineLearning => "machine-learning",
            Self::CloudShell => "cloud-shell",
        })
    }
}
