//! Route of a Git repository's description, and access to the repository.

use std::sync::Arc;

use axum::extract::State;
use serde_json::json;
use uuid::{Uuid, uuid};

use super::authentication::{Caller, caller, is_of_job};
use super::membership::{member, person_member};
use super::vss_error::Exception;
use super::{api_version, headers};
use crate::scenario::ProjectAccess;
use crate::services::Shared;
use crate::wire::{Request, Response};
use crate::world::License;

/// Handles a request for a repository.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let response = describe(&shared, &request).unwrap_or_else(|refusal| refusal);
    headers::with_tenant(response, &shared, &request)
}

/// Describes the repository if the caller may see it.
fn describe(shared: &Shared, request: &Request) -> Result<Response, Response> {
    api_version::check(request)?;
    look_up(shared, request)?
        .map_err(|message| Exception::RepositoryNotFound.response(&message))?;
    let project = &shared.world.project;
    Ok(Response::json(
        200,
        &json!({
            "id": REPOSITORY_ID,
            "name": REPOSITORY,
            "url": format!("{}{}/_apis/git/repositories/{REPOSITORY_ID}", shared.urls.azure_devops, project.id),
            "project": { "id": project.id, "name": project.name, "state": "wellFormed" },
            "size": 0,
            "remoteUrl": format!("{}{}/_git/{REPOSITORY}", shared.urls.azure_devops, project.name),
            "isDisabled": false,
        }),
    ))
}

/// Looks up the repository of a request. The inner error is the message for a repository that does not exist or that
/// the caller may not see.
pub(super) fn look_up(shared: &Shared, request: &Request) -> Result<Result<(), String>, Response> {
    let sees_it = match caller(shared, request)? {
        Caller::Job | Caller::OtherJob => true,
        Caller::Application(issued) => {
            let user = member(shared, request, &issued)?;
            is_of_job(shared, request) && may_see(shared, Some(user.license))
        }
        Caller::Person(id) => {
            let person = person_member(shared, request, id)?;
            is_of_job(shared, request) && may_see(shared, person.license)
        }
    };
    let own = &shared.world.project;
    let project = request.parameter("project");
    let name = request.parameter("repository");
    let is_project =
        project.eq_ignore_ascii_case(&own.name) || Uuid::parse_str(project) == Ok(own.id);
    let exists = is_project && name.eq_ignore_ascii_case(REPOSITORY);
    Ok((exists && sees_it).then_some(()).ok_or_else(|| {
        format!(
            "TF401019: The Git repository with name or identifier {name} does not exist or you do \
             not have permissions for the operation you are attempting.",
        )
    }))
}

/// Returns whether a user with a license may see the repository.
fn may_see(shared: &Shared, license: Option<License>) -> bool {
    let access = shared.scenario.azure_devops.project_access;
    license == Some(License::Basic)
        && matches!(access, ProjectAccess::All | ProjectAccess::ReadRepository)
}

/// Name of the project's repository.
const REPOSITORY: &str = "widgets";
const REPOSITORY_ID: Uuid = uuid!("5febef5a-833d-4e14-b9c0-14cb638f91e6");
