//! Service connections of a project, as people see them.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};
use uuid::Uuid;

use super::project::look_up;
use super::stored_pages::page;
use super::{api_version, headers, stored_things};
use crate::scenario::ConnectionAccess;
use crate::services::Shared;
use crate::wire::{Request, Response};
use crate::world::{ConnectionKind, ConnectionScheme, ServiceConnection};

/// Handles a request for a list, by names, schemes or types, or for all.
pub(super) async fn list(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let response = listed(&shared, &request).unwrap_or_else(|refusal| refusal);
    headers::with_tenant(response, &shared, &request)
}

/// Lists the connections of the job, which are in its project, and those that no job uses.
fn listed(shared: &Shared, request: &Request) -> Result<Response, Response> {
    let of_job = if stored_things::is_of_other_project(shared, request) {
        Vec::new()
    } else {
        let visible = visible(shared, request)?.iter();
        visible.map(|it| described(shared, it)).collect()
    };
    let others = stored_things::connections(shared, request)?;
    let is_wanted = |name: &str, value: &Value| {
        let wanted = request.query(name);
        let value = value.as_str().unwrap_or_default();
        wanted.is_none_or(|it| it.split(',').any(|it| it.eq_ignore_ascii_case(value)))
    };
    let mut found: Vec<_> = of_job.into_iter().chain(others).collect();
    found.retain(|it| {
        is_wanted("endpointNames", &it["name"])
            && is_wanted("authSchemes", &it["authorization"]["scheme"])
            && is_wanted("type", &it["type"])
            && is_wanted("endpointIds", &it["id"])
    });
    page(shared, request, found)
}

/// Handles a request for one. Of one that does not exist, the real service says `null`, and no error.
pub(super) async fn one(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let found = visible(&shared, &request).map(|visible| {
        let id = Uuid::parse_str(request.parameter("connection")).ok();
        let found = visible.iter().find(|it| Some(it.id) == id);
        let found = found.map_or(Value::Null, |it| described(&shared, it));
        Response::json(200, &found)
    });
    headers::with_tenant(found.unwrap_or_else(|it| it), &shared, &request)
}

/// Lists the connections that the caller may see. Others are left out, without an error.
pub(super) fn visible<'s>(
    shared: &'s Shared,
    request: &Request,
) -> Result<&'s [ServiceConnection], Response> {
    if request.method != "GET" {
        return Err(Response::empty(405).header("allow", "GET"));
    }
    api_version::check(request)?;
    look_up(shared, request)?;
    Ok(match shared.scenario.azure_devops.connection_access {
        ConnectionAccess::None => &[],
        _ => &shared.world.connections,
    })
}

/// Returns the type of a connection, in the spelling of lists.
fn type_of(kind: ConnectionKind) -> &'static str {
    match kind {
        ConnectionKind::AzureDevOps => "workloadidentityuser",
        ConnectionKind::AzureRm => "AzureRM",
    }
}

/// Describes a connection.
fn described(shared: &Shared, connection: &ServiceConnection) -> Value {
    let access = shared.scenario.azure_devops.connection_access;
    let world = &shared.world;
    let mut parameters = json!({ "tenantid": connection.tenant_id });
    match connection.scheme {
        ConnectionScheme::WorkloadIdentityFederation => {
            parameters["serviceprincipalid"] = json!(connection.client_id);
        }
        ConnectionScheme::ServicePrincipal => {
            parameters["serviceprincipalid"] = json!(connection.client_id);
            parameters["authenticationType"] = json!("spnKey");
            // A stored secret is never shown.
            parameters["serviceprincipalkey"] = Value::Null;
        }
        ConnectionScheme::ManagedServiceIdentity => {}
    }
    if let Some(federation) = &connection.federation
        && access != ConnectionAccess::WithoutClaims
    {
        parameters["workloadIdentityFederationIssuer"] = json!(federation.issuer);
        parameters["workloadIdentityFederationSubject"] = json!(federation.subject);
    }
    let subscription = &world.subscription;
    json!({
        "id": connection.id,
        "name": connection.name,
        "type": type_of(connection.kind),
        "url": match connection.kind {
            ConnectionKind::AzureDevOps => shared.urls.azure_devops.to_string(),
            ConnectionKind::AzureRm => "https://management.azure.com/".to_owned(),
        },
        "description": "",
        "authorization": { "parameters": parameters, "scheme": connection.scheme.as_str() },
        "data": match connection.kind {
            ConnectionKind::AzureDevOps => json!({}),
            ConnectionKind::AzureRm => json!({
                "environment": "AzureCloud",
                "scopeLevel": "Subscription",
                "subscriptionId": subscription.id,
                "subscriptionName": subscription.name,
                "creationMode": "Manual",
            }),
        },
        "isShared": false,
        "isReady": true,
        "isDisabled": access == ConnectionAccess::Disabled,
        "owner": "Library",
        "serviceEndpointProjectReferences": [{
            "name": connection.name,
            "description": "",
            "projectReference": { "id": world.project.id, "name": world.project.name },
        }],
    })
}
