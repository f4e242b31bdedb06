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
    /// `token.actions.githubusercontent.com`, with the host that gives assertions to a job of GitHub Actions.
    GitHub,
}

impl fmt::Display for ServiceName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::AzureDevOps => "azure-devops",
            Self::Vstoken => "vstoken",
            Self::Entra => "entra",
            Self::GitHub => "github",
        })
    }
}
