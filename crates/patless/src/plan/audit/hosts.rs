//! The hosts of Azure DevOps Services, at which a stored token is a personal access token.

/// Returns whether a host, in lower case, is one of Azure DevOps Services: of an organization, its feeds or the Marketplace.
pub(super) fn is_azure_devops(host: &str) -> bool {
    host == "dev.azure.com"
        || host.ends_with(".dev.azure.com")
        || host.ends_with(".visualstudio.com")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hosts_of_azure_devops_are_its_own() {
        for host in [
            "dev.azure.com",
            "pkgs.dev.azure.com",
            "acme.pkgs.visualstudio.com",
            "marketplace.visualstudio.com",
        ] {
            assert!(is_azure_devops(host), "{host}");
        }
        for host in [
            "",
            "azure.com",
            "notdev.azure.com",
            "dev.azure.com.acme.example",
            "visualstudio.com",
            "notvisualstudio.com",
            "registry.npmjs.org",
        ] {
            assert!(!is_azure_devops(host), "{host}");
        }
    }
}
