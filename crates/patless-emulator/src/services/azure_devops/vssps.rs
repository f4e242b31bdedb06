//! Host `vssps.dev.azure.com`, which has the identities of an organization.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use serde_json::{Value, json};
use uuid::Uuid;

use super::api_version;
use super::connection_data::identity_of;
use super::groups;
use super::of_organizations::of_organizations;
use super::subject::{descriptor, not_found, storage_key};
use super::users::{Users, answer};
use crate::services::Shared;
use crate::services::routes::routes;
use crate::services::service::Service;
use crate::wire::{Request, Response};
use crate::world::User;

routes! { AzureDevOps:
    /// Service principals of the organization.
    SERVICE_PRINCIPALS "/{organization}/_apis/graph/serviceprincipals" => service_principals;
    /// Service principal by descriptor.
    SERVICE_PRINCIPAL "/{organization}/_apis/graph/serviceprincipals/{descriptor}" => service_principal;
    /// Storage key of a descriptor.
    STORAGE_KEY "/{organization}/_apis/graph/storagekeys/{descriptor}" => storage_key_of;
    /// Descriptor of a storage key.
    DESCRIPTOR "/{organization}/_apis/graph/descriptors/{storage_key}" => descriptor_of;
    /// Group by descriptor.
    GROUP "/{organization}/_apis/graph/groups/{descriptor}" => groups::one;
    /// Groups that somebody is in, or members of a group.
    MEMBERSHIPS "/{organization}/_apis/graph/memberships/{descriptor}" => groups::memberships;
    /// Search for an identity.
    IDENTITIES "/{organization}/_apis/identities" => identities;
}

/// Makes the router of this host.
pub(super) fn router(service: &Service) -> Router<Service> {
    of_organizations(routes(), service)
}

/// Handles a request for all service principals.
///
/// The first page is empty and has a continuation token, which the real service may answer too.
async fn service_principals(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    answer(&shared, &request, |users| {
        api_version::check_preview(&request)?;
        match request.query("continuationToken") {
            None => Ok(page(&[]).header("x-ms-continuationtoken", CONTINUATION_TOKEN)),
            Some(CONTINUATION_TOKEN) => {
                let all = users.all().map(|it| described(&users, it));
                Ok(page(&all.collect::<Vec<_>>()))
            }
            Some(_) => Err(Response::empty(400)),
        }
    })
}

/// Handles a request for a service principal.
async fn service_principal(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    answer(&shared, &request, |users| {
        api_version::check_preview(&request)?;
        let user = by_descriptor(&users, request.parameter("descriptor"))?;
        Ok(Response::json(200, &described(&users, user)))
    })
}

/// Handles a request for the storage key of a descriptor.
async fn storage_key_of(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    answer(&shared, &request, |users| {
        api_version::check_preview(&request)?;
        let user = by_descriptor(&users, request.parameter("descriptor"))?;
        Ok(Response::json(200, &json!({ "value": user.identity_id })))
    })
}

/// Handles a request for the descriptor of a storage key.
async fn descriptor_of(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    answer(&shared, &request, |users| {
        api_version::check_preview(&request)?;
        let key = request.parameter("storage_key");
        let user = Uuid::parse_str(key).ok().and_then(|it| users.by_key(it));
        let user = user.ok_or_else(|| not_found(key))?;
        let value = descriptor("aadsp", user.identity_id);
        Ok(Response::json(200, &json!({ "value": value })))
    })
}

/// Handles a search for identities, of which only the general one is emulated: by object ID or display name.
async fn identities(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    answer(&shared, &request, |users| {
        api_version::check(&request)?;
        let is_general = request
            .query("searchFilter")
            .is_some_and(|it| it.eq_ignore_ascii_case("general"));
        let (true, Some(text)) = (is_general, request.query("filterValue")) else {
            return Err(Response::empty(400));
        };
        let found = users.all().filter(|it| {
            let application = it.application;
            application.name.eq_ignore_ascii_case(text)
                || Uuid::parse_str(text) == Ok(application.service_principal_id)
        });
        Ok(page(&found.map(identity_of).collect::<Vec<_>>()))
    })
}

/// Finds a user by descriptor.
fn by_descriptor<'a>(users: &Users<'a>, descriptor: &str) -> Result<User<'a>, Response> {
    let found = storage_key(descriptor).and_then(|it| users.by_key(it));
    found.ok_or_else(|| not_found(descriptor))
}

/// Describes a service principal.
fn described(users: &Users<'_>, user: User<'_>) -> Value {
    let application = user.application;
    let descriptor = descriptor("aadsp", user.identity_id);
    json!({
        "subjectKind": "servicePrincipal",
        "applicationId": application.client_id,
        "directoryAlias": application.service_principal_id,
        "domain": application.tenant_id,
        "principalName": application.service_principal_id,
        "mailAddress": null,
        "origin": "aad",
        "originId": application.service_principal_id,
        "displayName": application.name,
        "url": format!("{}_apis/Graph/ServicePrincipals/{descriptor}", users.url()),
        "_links": {},
        "descriptor": descriptor,
    })
}

/// Makes the page of a list.
fn page(items: &[Value]) -> Response {
    Response::json(200, &json!({ "count": items.len(), "value": items }))
}

const CONTINUATION_TOKEN: &str = "page-2";
