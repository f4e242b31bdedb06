//! Tells whose server a text names: that of Azure DevOps, or somebody else's.

use crate::pattern::pattern;

/// Whose server it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Server {
    /// That of Azure DevOps.
    AzureDevOps,
    /// Somebody else's: GitHub, npmjs, Entra …
    Other,
    /// The text does not tell.
    Unnamed,
}

pattern!(
    AZURE_DEVOPS,
    r"(?i)dev\.azure\.com|visualstudio\.com|\bSystem[._](?:TeamFoundation)?(?:CollectionUri|ServerUri)|/_(?:apis|git|packaging)\b"
);
pattern!(
    OTHER,
    r"(?i)github\.com|githubusercontent\.com|\bghcr\.io|gitlab|bitbucket|registry\.npmjs|pypi\.org|nuget\.org|atlassian\.net|sonarcloud|sonarqube|azurecr\.io|management\.azure\.com|graph\.microsoft|open-vsx|docker\.io|slack\.com|databricks"
);

pattern!(
    PRODUCT,
    r"(?i)\bAzure ?DevOps\b|[a-z_-]AzureDevOps|\bAzDO\b"
);

/// Tells whether a text names the product.
pub(crate) fn names_azure_devops(text: &str) -> bool {
    PRODUCT.is_match(text.as_bytes())
}

/// Tells whose server a text names. If it names several, Azure DevOps counts.
pub(crate) fn server(text: &str) -> Server {
    if AZURE_DEVOPS.is_match(text.as_bytes()) {
        Server::AzureDevOps
    } else if OTHER.is_match(text.as_bytes()) {
        Server::Other
    } else {
        Server::Unnamed
    }
}
