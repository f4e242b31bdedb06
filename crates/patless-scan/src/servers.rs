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

/// Tells whether an address of Azure DevOps is in a text.
pub(crate) fn has_azure(text: &str) -> bool {
    ["dev.azure.com", ".visualstudio.com"]
        .iter()
        .any(|host| text.contains(host))
}

/// Tells whose addresses are in a text: any that is not of Azure DevOps and does not begin with a variable is somebody else's.
pub(crate) fn host_of(text: &str) -> Server {
    if has_azure(text) {
        return Server::AzureDevOps;
    }
    let other = text
        .split("://")
        .skip(1)
        .any(|rest| rest.starts_with(|letter: char| letter.is_ascii_alphanumeric()));
    if other {
        Server::Other
    } else {
        Server::Unnamed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letters_of_an_address_say_whose_it_is() {
        for (text, host) in [
            (
                "https://pkgs.dev.azure.com/acme/_packaging",
                Server::AzureDevOps,
            ),
            (
                "https://acme.pkgs.visualstudio.com/_packaging",
                Server::AzureDevOps,
            ),
            ("https://nuget.pkg.github.com/acme", Server::Other),
            ("https://$HOST/v3/index.json", Server::Unnamed),
            ("feed", Server::Unnamed),
        ] {
            assert_eq!(host_of(text), host, "{text}");
        }
    }
}
