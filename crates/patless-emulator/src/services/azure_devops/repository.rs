//! Route of a Git repository's description, and access to the repository.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};
use uuid::Uuid;

use super::authentication::{Caller, caller, is_of_job};
use super::membership::{member, person_member};
use super::vss_error::Exception;
use super::{api_version, headers};
use crate::scenario::ProjectAccess;
use crate::services::Shared;
use crate::wire::{Request, Response};
use crate::world::{License, Repository};

/// Handles a request for a repository.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let response = describe(&shared, &request).unwrap_or_else(|refusal| refusal);
    headers::with_tenant(response, &shared, &request)
}

/// Describes the repository if the caller may see it.
fn describe(shared: &Shared, request: &Request) -> Result<Response, Response> {
    api_version::check(request)?;
    let repository = found(shared, request)?;
    Ok(Response::json(200, &json(shared, repository)))
}

/// Describes a repository.
pub(super) fn json(shared: &Shared, repository: &Repository) -> Value {
    let Repository { id, name, .. } = repository;
    let project = &shared.world.project;
    let collection = &shared.urls.azure_devops;
    json!({
        "id": id,
        "name": name,
        "url": format!("{collection}{}/_apis/git/repositories/{id}", project.id),
        "project": { "id": project.id, "name": project.name, "state": "wellFormed" },
        "defaultBranch": "refs/heads/main",
        "size": 0,
        "remoteUrl": format!("{collection}{}/_git/{name}", project.name),
        "isDisabled": false,
    })
}

/// Looks up the repository of a request to the API.
pub(super) fn found<'s>(shared: &'s Shared, request: &Request) -> Result<&'s Repository, Response> {
    look_up(shared, request)?.map_err(|message| Exception::RepositoryNotFound.response(&message))
}

/// Lists the repositories that the caller may see.
pub(super) fn visible<'s>(
    shared: &'s Shared,
    request: &Request,
) -> Result<&'s [Repository], Response> {
    let sees_them = sees(shared, request)? && is_own_project(shared, request);
    Ok(if sees_them {
        &shared.world.repositories
    } else {
        &[]
    })
}

/// Looks up the repository of a request. The inner error is the message for a repository that does not exist or that
/// the caller may not see.
pub(super) fn look_up<'s>(
    shared: &'s Shared,
    request: &Request,
) -> Result<Result<&'s Repository, String>, Response> {
    let name = request.parameter("repository");
    let is_named = |it: &&Repository| {
        name.eq_ignore_ascii_case(&it.name) || Uuid::parse_str(name) == Ok(it.id)
    };
    let found = visible(shared, request)?.iter().find(is_named);
    Ok(found.ok_or_else(|| {
        format!(
            "TF401019: The Git repository with name or identifier {name} does not exist or you do \
             not have permissions for the operation you are attempting.",
        )
    }))
}

/// Returns whether the caller may see the repositories of the project.
fn sees(shared: &Shared, request: &Request) -> Result<bool, Response> {
    Ok(match caller(shared, request)? {
        Caller::Job | Caller::OtherJob => true,
        Caller::Application(issued) => {
            let user = member(shared, request, &issued)?;
            is_of_job(shared, request) && may_see(shared, Some(user.license))
        }
        Caller::Person(id) => {
            let person = person_member(shared, request, id)?;
            is_of_job(shared, request) && may_see(shared, person.license)
        }
    })
}

/// Returns whether the path names the job's project, or none, which is right where a repository is named by its ID.
fn is_own_project(shared: &Shared, request: &Request) -> bool {
    let own = &shared.world.project;
    let project = request.parameter("project");
    let is_absent = !request.has_parameter("project");
    is_absent || project.eq_ignore_ascii_case(&own.name) || Uuid::parse_str(project) == Ok(own.id)
}

/// Returns whether a user with a license may see the repository.
fn may_see(shared: &Shared, license: Option<License>) -> bool {
    let access = shared.scenario.azure_devops.project_access;
    license == Some(License::Basic)
        && matches!(access, ProjectAccess::All | ProjectAccess::ReadRepository)
}
