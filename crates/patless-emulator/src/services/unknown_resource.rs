//! Message of Entra about a resource that the tenant does not have, which other hosts repeat.

/// Writes the message of AADSTS500011, without the code.
pub(super) fn message(tenant_name: &str, resource: &str) -> String {
    format!(
        "The resource principal named {resource} was not found in the tenant named {tenant_name}. This can \
         happen if the application has not been installed by the administrator of the tenant or \
         consented to by any user in the tenant. You might have sent your authentication request \
         to the wrong tenant."
    )
}

/// Writes the message with its code.
pub(super) fn with_code(tenant_name: &str, resource: &str) -> String {
    format!("AADSTS500011: {}", message(tenant_name, resource))
}
