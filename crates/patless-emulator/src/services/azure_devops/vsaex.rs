//! Host `vsaex.dev.azure.com`, which has the access levels of an organization's users.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use serde_json::{Value, json};
use uuid::Uuid;

use super::api_version;
use super::of_organizations::of_organizations;
use super::subject::descriptor;
use super::users::answer;
use super::vss_error::Exception;
use crate::scenario::EntitlementAccess;
use crate::services::Shared;
use crate::services::routes::routes;
use crate::services::service::Service;
use crate::wire::{Request, Response};
use crate::world::{License, User};

routes! { AzureDevOps:
    /// Access levels of all service principals.
    ENTITLEMENTS "/{organization}/_apis/serviceprincipalentitlements" => entitlements;
    /// Access level of a service principal, by its ID in the organization.
    ENTITLEMENT "/{organization}/_apis/serviceprincipalentitlements/{id}" => entitlement;
}

/// Makes the router of this host.
pub(super) fn router(service: &Service) -> Router<Service> {
    of_organizations(routes(), service)
}

/// Handles a request for all access levels. Adding a service principal is not emulated.
async fn entitlements(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    answer(&shared, &request, |users| {
        api_version::check_preview(&request)?;
        check_access(&shared, users.caller_id())?;
        let all: Vec<_> = users.all().map(described).collect();
        let body = json!({ "members": all, "continuationToken": null, "totalCount": all.len() });
        Ok(Response::json(200, &body))
    })
}

/// Handles a request for the access level of one service principal.
async fn entitlement(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    answer(&shared, &request, |users| {
        api_version::check_preview(&request)?;
        check_access(&shared, users.caller_id())?;
        let id = Uuid::parse_str(request.parameter("id")).ok();
        let user = id.and_then(|it| users.by_key(it));
        let user = user.ok_or_else(|| Response::empty(404))?;
        Ok(Response::json(200, &described(user)))
    })
}

/// Checks that the caller may read access levels. The name of the permission is not known.
fn check_access(shared: &Shared, caller_id: Uuid) -> Result<(), Response> {
    match shared.scenario.azure_devops.entitlement_access {
        EntitlementAccess::Readable => Ok(()),
        EntitlementAccess::Forbidden => Err(Exception::AccessCheck.response(&format!(
            "Access Denied: {caller_id} needs the following permission(s) on the resource Users to perform \
             this action: Read Users",
        ))),
    }
}

/// Describes the access level of a user.
fn described(user: User<'_>) -> Value {
    let (license, name) = match user.license {
        License::Basic => ("express", "Basic"),
        License::Stakeholder => ("stakeholder", "Stakeholder"),
    };
    let application = user.application;
    json!({
        "id": user.identity_id,
        "servicePrincipal": {
            "subjectKind": "servicePrincipal",
            "applicationId": application.client_id,
            "domain": application.tenant_id,
            "origin": "aad",
            "originId": application.service_principal_id,
            "displayName": application.name,
            "descriptor": descriptor("aadsp", user.identity_id),
        },
        "accessLevel": {
            "licensingSource": "account",
            "accountLicenseType": license,
            "msdnLicenseType": "none",
            "gitHubLicenseType": "none",
            "licenseDisplayName": name,
            "status": "active",
            "statusMessage": "",
            "assignmentSource": "unknown",
        },
        "projectEntitlements": [],
        "extensions": [],
        "groupAssignments": [],
    })
}
