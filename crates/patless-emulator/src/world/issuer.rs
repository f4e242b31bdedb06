//! Issuers of assertions.

/// Issuer of a connection's assertions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Issuer {
    /// Azure DevOps, `https://vstoken.dev.azure.com/{organization ID}`.
    AzureDevOps,
    /// Entra, `https://login.microsoftonline.com/{tenant ID}/v2.0`.
    Entra,
}
