//! Owns the project's Git repository: who sees it, and the endpoint that describes it.

use serde_json::json;
use uuid::{Uuid, uuid};

use super::authentication::{Caller, caller};
use super::membership::member;
use super::vss_error::Exception;
use super::{api_version, headers};
use crate::scenario::ProjectAccess;
use crate::services::State;
use crate::wire::{Answer, Request};
use crate::world::{Application, License};

/// Answers a request for the description of a repository.
pub(in crate::services) fn answer(state: &State, request: &Request) -> Answer {
    let answer = describe(state, request).unwrap_or_else(|refusal| refusal);
    headers::with_ids(headers::with_tenant(answer, state), state, request)
}

/// Describes the repository, if the caller may see it.
fn describe(state: &State, request: &Request) -> Result<Answer, Answer> {
    let path = request.path();
    let [_, project, .., name] = path.as_slice() else {
        return Err(Answer::empty(404));
    };
    api_version::check(request)?;
    look_up(state, request, project, name)?
        .map_err(|sentence| Exception::RepositoryNotFound.answer(&sentence))?;
    let project = &state.world.project;
    Ok(Answer::json(
        200,
        &json!({
            "id": REPOSITORY_ID,
            "name": REPOSITORY,
            "url": format!("{}{}/_apis/git/repositories/{REPOSITORY_ID}", state.urls.azure_devops, project.id),
            "project": { "id": project.id, "name": project.name, "state": "wellFormed" },
            "size": 0,
            "remoteUrl": format!("{}{}/_git/{REPOSITORY}", state.urls.azure_devops, project.name),
            "isDisabled": false,
        }),
    ))
}

/// Looks for a repository that the caller may see. The inner error is the sentence about one that it may not, or that
/// does not exist.
pub(super) fn look_up(
    state: &State,
    request: &Request,
    project: &str,
    name: &str,
) -> Result<Result<(), String>, Answer> {
    let sees_it = match caller(state, request)? {
        Caller::Job | Caller::OtherJob => true,
        Caller::Application(issued) => may_see(state, member(state, &issued)?),
    };
    let own = &state.world.project;
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

/// Tells whether an application may see the repository.
fn may_see(state: &State, application: &Application) -> bool {
    application.license == Some(License::Basic)
        && state.scenario.project_access == ProjectAccess::All
}

/// Name of the project's repository.
const REPOSITORY: &str = "widgets";
const REPOSITORY_ID: Uuid = uuid!("5febef5a-833d-4e14-b9c0-14cb638f91e6");
