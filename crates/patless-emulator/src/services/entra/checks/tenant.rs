//! Checks of the tenant.

use uuid::Uuid;

use crate::services::Shared;
use crate::services::entra::refusal::Refusal;

/// Finds the tenant by ID or by domain.
pub(in crate::services::entra) fn tenant_id(
    shared: &Shared,
    tenant: &str,
) -> Result<Uuid, Refusal> {
    let world = &shared.world;
    if let Ok(id) = Uuid::parse_str(tenant) {
        let known = world.tenant_by_id(id).ok_or_else(|| not_found(tenant))?;
        return Ok(known.id);
    }
    if ["common", "organizations", "consumers"].contains(&tenant) {
        return Err(Refusal::invalid_request(
            9_001_023,
            format!(
                "The grant type is not supported over the /{tenant} endpoint. Please use the \
                 /organizations or tenant-specific endpoint.",
            ),
        ));
    }
    if !is_dns_name(tenant) {
        return Err(Refusal::invalid_request(
            900_023,
            format!(
                "Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid \
                 external domain.",
            ),
        ));
    }
    let mut tenants = world.tenants();
    let known = tenants.find(|it| it.domain.eq_ignore_ascii_case(tenant));
    known.map(|it| it.id).ok_or_else(|| not_found(tenant))
}

/// Returns the display name of a tenant.
pub(super) fn name(shared: &Shared, tenant_id: Uuid) -> &str {
    let tenant = shared.world.tenant_by_id(tenant_id);
    tenant.map_or("", |it| &it.name)
}

/// Finds the tenant of a request on behalf of a user. The endpoints for all tenants stand for the user's own.
pub(super) fn tenant_of_users(shared: &Shared, tenant: &str) -> Result<Uuid, Refusal> {
    match tenant {
        "common" | "organizations" => Ok(shared.world.tenant.id),
        _ => tenant_id(shared, tenant),
    }
}

/// Makes the refusal of a tenant that does not exist.
fn not_found(tenant: &str) -> Refusal {
    Refusal::bad_request(
        "invalid_tenant",
        90002,
        format!(
            "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and \
             are signing into the correct cloud. Check with your subscription administrator, this \
             may happen if there are no active subscriptions for the tenant.",
        ),
    )
}

/// Returns whether a text is a DNS name with at least two labels.
fn is_dns_name(text: &str) -> bool {
    text.contains('.')
        && text.split('.').all(|label| {
            !label.is_empty()
                && label
                    .bytes()
                    .all(|it| it.is_ascii_alphanumeric() || it == b'-')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unexpanded_variable_is_not_a_dns_name() {
        assert!(!is_dns_name("$(tenantId)"));
        assert!(!is_dns_name("contoso"));
        assert!(is_dns_name("contoso.onmicrosoft.com"));
    }
}
