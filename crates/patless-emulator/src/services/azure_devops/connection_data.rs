//! Route of the connection data, which identifies the caller.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};
use uuid::{Uuid, uuid};

use super::authentication::{Caller, caller, organization};
use super::headers;
use super::membership::{member, person_member};
use super::subject::descriptor;
use crate::services::Shared;
use crate::wire::{Request, Response};
use crate::world::{Person, User};

/// Handles a request for the connection data.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let response = if request.method == "GET" || request.method == "HEAD" {
        identity(&shared, &request).map_or_else(
            |refusal| refusal,
            |identity| Response::json(200, &reply(&shared, &request, &identity)),
        )
    } else {
        Response::empty(405).header("allow", "GET, HEAD")
    };
    headers::with_tenant(response, &shared, &request)
}

/// Returns the identity of the caller.
pub(super) fn identity(shared: &Shared, request: &Request) -> Result<Value, Response> {
    match caller(shared, request)? {
        Caller::Job | Caller::OtherJob => Ok(build_service(shared)),
        Caller::Application(issued) => Ok(identity_of(member(shared, request, &issued)?)),
        Caller::Person(id) => Ok(identity_of_person(person_member(shared, request, id)?)),
    }
}

/// Describes the identity of an application that is a user of the organization.
pub(super) fn identity_of(user: User<'_>) -> Value {
    let application = user.application;
    let tenant_id = application.tenant_id;
    let service_principal_id = application.service_principal_id;
    json!({
        "id": user.identity_id,
        "descriptor": format!(
            "Microsoft.VisualStudio.Services.Claims.AadServicePrincipal;\
             {tenant_id}\\{service_principal_id}",
        ),
        "subjectDescriptor": descriptor("aadsp", user.identity_id),
        "providerDisplayName": application.name,
        "isActive": true,
        "properties": account(&service_principal_id.to_string()),
        "resourceVersion": 2,
        "metaTypeId": 4,
    })
}

/// Describes the identity of a person who is a user of the organization.
fn identity_of_person(person: &Person) -> Value {
    json!({
        "id": person.identity_id,
        "descriptor": format!(
            "Microsoft.IdentityModel.Claims.ClaimsIdentity;{}\\{}",
            person.tenant_id, person.principal_name,
        ),
        "subjectDescriptor": descriptor("aad", person.identity_id),
        "providerDisplayName": person.name,
        "isActive": true,
        "properties": account(&person.principal_name),
        "resourceVersion": 2,
        "metaTypeId": 0,
    })
}

/// Describes the identity of a job token: the build service of the project.
fn build_service(shared: &Shared) -> Value {
    let world = &shared.world;
    json!({
        "id": BUILD_SERVICE_ID,
        "descriptor": format!(
            "Microsoft.TeamFoundation.ServiceIdentity;{BUILD_SERVICE_ID}:Build:{}",
            world.project.id,
        ),
        "subjectDescriptor": descriptor("svc", BUILD_SERVICE_ID),
        "providerDisplayName": format!(
            "{} Build Service ({})",
            world.project.name, world.organization.name,
        ),
        "isActive": true,
        "properties": account(&world.project.id.to_string()),
        "resourceVersion": 2,
        "metaTypeId": 0,
    })
}

/// Makes the properties of an identity.
fn account(name: &str) -> Value {
    json!({ "Account": { "$type": "System.String", "$value": name } })
}

/// Makes the body of the response.
fn reply(shared: &Shared, request: &Request, identity: &Value) -> Value {
    json!({
        "authenticatedUser": identity,
        "authorizedUser": identity,
        "instanceId": organization(shared, request).map(|it| it.id),
        "deploymentId": DEPLOYMENT_ID,
        "deploymentType": "hosted",
        "locationServiceData": {
            "serviceOwner": "00025394-6065-48ca-87d9-7f5672854ef7",
            "defaultAccessMappingMoniker": "PublicAccessMapping",
            "lastChangeId": 1,
            "lastChangeId64": 1,
        },
    })
}

const BUILD_SERVICE_ID: Uuid = uuid!("b51d5e47-6a7b-4c8d-9e0f-1a2b3c4d5e6f");
const DEPLOYMENT_ID: Uuid = uuid!("de910e1d-7b8c-4d9e-8f01-2b3c4d5e6f70");
