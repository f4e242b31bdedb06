//! The issuer of an assertion: the Azure DevOps issuer, the Entra issuer, or another.

use super::{Form, Part, Shape};
use crate::identifiers::{TenantId, guid};

/// Parses an issuer.
pub fn issuer_shape(issuer: &str) -> Shape {
    let trimmed = issuer.trim_end_matches('/');
    let rest = trimmed.strip_prefix("https://").unwrap_or_default();
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let tenant = path.strip_suffix("/v2.0");
    match tenant {
        _ if AZURE_DEVOPS_HOSTS.contains(&host) => Shape::new(
            Form::AzureDevOps,
            &[(Part::Host, host), (Part::OrganizationId, path)],
        ),
        Some(tenant) if guid(tenant).is_some() => {
            let parts = [(Part::Host, host), (Part::TenantId, tenant)];
            Shape::new(Form::Entra, &parts)
        }
        _ => Shape::new(Form::Other, &[(Part::Host, host)]),
    }
}

/// Returns the Entra issuer for the service connections of a tenant.
pub fn entra_issuer(tenant: &TenantId) -> String {
    format!("https://login.microsoftonline.com/{tenant}/v2.0")
}

/// The hosts of the Azure DevOps issuer: the current one and the previous one.
const AZURE_DEVOPS_HOSTS: [&str; 2] = ["vstoken.dev.azure.com", "app.vstoken.visualstudio.com"];

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0f7c6a2e-5d3b-4c1e-9a84-2b6d8e1f3a50";

    #[test]
    fn both_issuers_are_recognized_with_their_ids() {
        let shape = issuer_shape(&format!("https://vstoken.dev.azure.com/{ID}"));
        assert_eq!(shape.form(), Form::AzureDevOps);
        assert_eq!(shape.part(Part::OrganizationId), Some(ID));
        let shape = issuer_shape(&entra_issuer(&TenantId::parse(ID).unwrap()));
        assert_eq!(shape.form(), Form::Entra);
        assert_eq!(shape.part(Part::TenantId), Some(ID));
    }

    #[test]
    fn any_other_issuer_is_other() {
        for issuer in [
            "",
            "***",
            "https://token.actions.githubusercontent.com",
            "https://login.microsoftonline.com/common/v2.0",
        ] {
            assert_eq!(issuer_shape(issuer).form(), Form::Other, "{issuer}");
        }
    }
}
