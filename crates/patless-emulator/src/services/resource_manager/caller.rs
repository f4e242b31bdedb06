//! Checks of a request: who sent it, and its API version.

use uuid::{Uuid, uuid};

use super::arm_error::{response, unauthorized};
use crate::services::{ServiceName, Shared};
use crate::wire::{Request, Response};

/// Caller of a request: an application or a person.
pub(super) struct Caller {
    /// Client ID of the application. `None` means a person.
    pub(super) client_id: Option<Uuid>,
    /// Tenant of the access token.
    pub(super) tenant_id: Uuid,
}

/// Checks a request with GET.
pub(super) fn caller(shared: &Shared, request: &Request) -> Result<Caller, Response> {
    if request.method != "GET" {
        return Err(Response::empty(405).header("allow", "GET"));
    }
    let caller = authenticated(shared, request)?;
    match request.query("api-version") {
        Some(version) if !version.is_empty() => Ok(caller),
        _ => Err(response(
            400,
            "MissingApiVersionParameter",
            "The api-version query parameter (?api-version=) is required for all requests.",
        )),
    }
}

/// Looks up the access token.
fn authenticated(shared: &Shared, request: &Request) -> Result<Caller, Response> {
    let header = request.header("authorization").ok_or_else(|| {
        unauthorized(
            "AuthenticationFailed",
            "Authentication failed. The 'Authorization' header is missing.",
        )
    })?;
    let token = header.split_once(' ');
    let token = token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let invalid = || unauthorized("InvalidAuthenticationToken", "The access token is invalid.");
    let (_, token) = token.ok_or_else(invalid)?;
    let found = if let Some(issued) = shared.issued.access_token(token) {
        let caller = Caller {
            client_id: Some(issued.client_id),
            tenant_id: issued.tenant_id,
        };
        (caller, issued.resource_id, issued.expires_at_s)
    } else {
        let issued = shared.issued.user_token(token).ok_or_else(invalid)?;
        let person = shared.world.person(issued.user_id).ok_or_else(invalid)?;
        let caller = Caller {
            client_id: None,
            tenant_id: person.tenant_id,
        };
        (caller, issued.resource_id, issued.expires_at_s)
    };
    let (caller, resource_id, expires_at_s) = found;
    if resource_id != AZURE_RESOURCE_MANAGER_ID {
        return Err(unauthorized(
            "InvalidAuthenticationTokenAudience",
            &format!(
                "The access token has been obtained for wrong audience or resource '{resource_id}'. It should exactly \
                 match with one of the allowed audiences 'https://management.core.windows.net/',\
                 'https://management.azure.com/'.",
            ),
        ));
    }
    if shared.clock(ServiceName::ResourceManager).now_s() >= expires_at_s {
        return Err(unauthorized(
            "ExpiredAuthenticationToken",
            "The access token expiry UTC time is earlier than current UTC time.",
        ));
    }
    Ok(caller)
}

/// ID of Azure Resource Manager as a resource, the same in all tenants.
const AZURE_RESOURCE_MANAGER_ID: Uuid = uuid!("797f4846-ba00-4fd7-ba43-dac1f8f63013");
