//! Routes of the projects, and of what they store: variable groups, pipelines, releases, service hooks, and other service
//! connections.
//!
//! Shapes: <https://learn.microsoft.com/rest/api/azure/devops/>. The real service returns no secrets here; this one returns
//! something in their place, so that a client that keeps them is found out.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::authentication::is_of_job;
use super::stored_pages::page;
use super::vss_error::Exception;
use super::{api_version, connection_data, headers, project};
use crate::scenario::{ProjectAccess, StoredThingsAccess};
use crate::services::Shared;
use crate::wire::{Request, Response};
use crate::world::{HoldingProject, StoredVariable};

/// Handles a request for the projects. Whoever may see none gets an empty list.
pub(super) async fn projects(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    answer(&shared, &request, || {
        let is_seen = is_of_job(&shared, &request)
            && shared.scenario.azure_devops.project_access != ProjectAccess::None;
        let all = shared.world.holdings.projects.iter().filter(|_| is_seen);
        let all = all.map(|it| {
            let id = it.project.id;
            json!({
                "id": id,
                "name": it.project.name,
                "url": format!("{}_apis/projects/{id}", shared.urls.azure_devops),
                "state": "wellFormed",
                "revision": 7,
                "visibility": "private",
                "lastUpdateTime": "2026-01-02T03:04:05.67Z",
            })
        });
        Ok(all.collect())
    })
}

/// Handles a request for the variable groups of a project.
pub(super) async fn variable_groups(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Response {
    answer(&shared, &request, || {
        let project = look_up(&shared, &request, "View library item")?;
        let value = &shared.world.holdings.value;
        let groups = project.groups.iter().map(|it| {
            json!({
                "id": it.id,
                "name": it.name,
                "description": value,
                "type": if it.vault.is_some() { "AzureKeyVault" } else { "Vsts" },
                "providerData": it.vault.map(|vault| json!({ "vault": vault, "serviceEndpointId": Uuid::nil() })),
                "variables": variables(&it.variables, value),
                "isShared": false,
                "createdOn": "2026-01-02T03:04:05.67Z",
                "modifiedOn": "2026-01-02T03:04:05.67Z",
            })
        });
        Ok(groups.collect())
    })
}

/// Handles a request for the pipelines of a project. Only full definitions have variables.
pub(super) async fn definitions(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    answer(&shared, &request, || {
        let project = look_up(&shared, &request, "View build pipeline")?;
        let value = &shared.world.holdings.value;
        let is_full = request
            .query("includeAllProperties")
            .is_some_and(|it| it.eq_ignore_ascii_case("true"));
        let all = project.pipelines.iter().map(|it| {
            let mut definition = json!({
                "id": it.id,
                "name": it.name,
                "path": "\\",
                "type": "build",
                "queueStatus": "enabled",
                "revision": 3,
            });
            if is_full {
                definition["variables"] = variables(&it.variables, value);
                definition["process"] = json!({ "yamlFilename": "azure-pipelines.yml", "type": 2 });
            }
            definition
        });
        Ok(all.collect())
    })
}

/// Handles a request for the classic releases of a project. They have variables only if these are asked for.
pub(super) async fn releases(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    answer(&shared, &request, || {
        let project = look_up(&shared, &request, "View release pipeline")?;
        let value = &shared.world.holdings.value;
        let expanded = request.query("$expand").unwrap_or_default();
        let has = |name| expanded.split(',').any(|it| it.eq_ignore_ascii_case(name));
        let all = project.releases.iter().map(|it| {
            let mut definition = json!({ "id": it.id, "name": it.name, "path": "\\", "revision": 3 });
            if has("variables") {
                definition["variables"] = json!({});
            }
            if has("environments") {
                let stage = json!({ "id": 1, "name": "Stage 1", "variables": variables(&it.variables, value) });
                definition["environments"] = json!([stage]);
            }
            definition
        });
        Ok(all.collect())
    })
}

/// Handles a request for the subscriptions of service hooks.
pub(super) async fn hooks(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    answer(&shared, &request, || {
        let holdings = &shared.world.holdings;
        let all = holdings.hooks.iter().map(|it| {
            let credentials = it.credentials.iter();
            let mut inputs: Map<_, _> = credentials
                .map(|name| ((*name).to_owned(), Value::from(&*holdings.value)))
                .collect();
            if let Some(url) = it.url {
                inputs.insert("url".to_owned(), json!(format!("{url}#{}", holdings.value)));
            }
            json!({
                "id": it.id,
                "status": "enabled",
                "publisherId": "tfs",
                "eventType": "git.push",
                "resourceVersion": "1.0",
                "consumerId": it.consumer,
                "consumerActionId": "httpRequest",
                "publisherInputs": { "projectId": shared.world.project.id, "repository": "" },
                "consumerInputs": inputs,
            })
        });
        Ok(all.collect())
    })
}

/// Returns whether a request is about a project that the job does not run in.
pub(super) fn is_of_other_project(shared: &Shared, request: &Request) -> bool {
    let holdings = &shared.world.holdings;
    let project = holdings.project(request.parameter("project"));
    is_of_job(shared, request) && project.is_some_and(|it| it.project.id != shared.world.project.id)
}

/// Lists the service connections of a project that no job uses.
pub(super) fn connections(shared: &Shared, request: &Request) -> Result<Vec<Value>, Response> {
    check(request)?;
    connection_data::identity(shared, request)?;
    let project = look_up(shared, request, "View service connections")?;
    let value = &shared.world.holdings.value;
    let connections = project.connections.iter().map(|it| {
        json!({
            "id": it.id,
            "name": it.name,
            "type": it.kind,
            "url": it.url,
            "description": "",
            "authorization": {
                "scheme": it.scheme,
                "parameters": { "apitoken": value, "username": value, "password": value },
            },
            "data": {},
            "isShared": false,
            "isReady": true,
            "owner": "Library",
        })
    });
    Ok(connections.collect())
}

/// Answers a GET request of a user of the organization with a page of a list.
fn answer(
    shared: &Shared,
    request: &Request,
    list: impl FnOnce() -> Result<Vec<Value>, Response>,
) -> Response {
    let respond = || {
        check(request)?;
        connection_data::identity(shared, request)?;
        page(shared, request, list()?)
    };
    headers::with_tenant(respond().unwrap_or_else(|it| it), shared, request)
}

/// Checks that a request only reads, in a version that exists.
fn check(request: &Request) -> Result<(), Response> {
    if request.method != "GET" {
        return Err(Response::empty(405).header("allow", "GET"));
    }
    api_version::check(request)
}

/// Returns the project in the path, if the caller may see what it stores. The name of the permission and the resource are not
/// verified.
fn look_up<'a>(
    shared: &'a Shared,
    request: &Request,
    permission: &str,
) -> Result<&'a HoldingProject, Response> {
    let named = request.parameter("project");
    let project = shared.world.holdings.project(named);
    let knobs = &shared.scenario.azure_devops;
    let is_seen = is_of_job(shared, request) && knobs.project_access != ProjectAccess::None;
    let project = project
        .filter(|_| is_seen)
        .ok_or_else(|| project::not_found(named))?;
    let is_second = project.project.id != shared.world.project.id;
    if is_second && knobs.stored_things_access == StoredThingsAccess::SecondProjectForbidden {
        return Err(Exception::AccessCheck.response(&format!(
            "Access Denied: the caller needs the following permission(s) on the resource {} to perform this action: \
             {permission}",
            project.project.name,
        )));
    }
    Ok(project)
}

/// Describes variables, each with a value.
fn variables(variables: &[StoredVariable], value: &str) -> Value {
    let variables = variables.iter().map(|it| {
        let variable = json!({ "value": value, "isSecret": it.is_secret, "allowOverride": true });
        (it.name.to_owned(), variable)
    });
    Value::Object(variables.collect())
}
