//! Route of a project's description.

use std::sync::Arc;

use axum::extract::State;
use serde_json::json;
use uuid::Uuid;

use super::authentication::{Caller, caller, is_of_job};
use super::headers;
use super::membership::{member, person_member};
use super::vss_error::Exception;
use crate::scenario::ProjectAccess;
use crate::services::Shared;
use crate::wire::{Request, Response};

/// Handles a request for a project.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let response = project(&shared, &request).unwrap_or_else(|refusal| refusal);
    headers::with_tenant(response, &shared, &request)
}

/// Describes the project if the caller may see it.
fn project(shared: &Shared, request: &Request) -> Result<Response, Response> {
    look_up(shared, request)?;
    let project = &shared.world.project;
    let id = project.id;
    Ok(Response::json(
        200,
        &json!({
            "id": id,
            "name": project.name,
            "url": format!("{}_apis/projects/{id}", shared.urls.azure_devops),
            "state": "wellFormed",
            "revision": 7,
            "visibility": "private",
        }),
    ))
}

/// Checks that the project in the path exists and that the caller may see it.
pub(super) fn look_up(shared: &Shared, request: &Request) -> Result<(), Response> {
    let sees_it = match caller(shared, request)? {
        Caller::Job | Caller::OtherJob => true,
        Caller::Application(issued) => {
            member(shared, request, &issued)?;
            is_of_job(shared, request)
                && shared.scenario.azure_devops.project_access != ProjectAccess::None
        }
        Caller::Person(id) => {
            person_member(shared, request, id)?;
            is_of_job(shared, request)
                && shared.scenario.azure_devops.project_access != ProjectAccess::None
        }
    };
    let requested = request.parameter("project");
    let project = &shared.world.project;
    let is_named = requested.eq_ignore_ascii_case(&project.name);
    if !is_named && Uuid::parse_str(requested) != Ok(project.id) {
        return Err(not_found(requested));
    }
    if !sees_it {
        return Err(not_found(requested));
    }
    Ok(())
}

/// Refuses a project that does not exist or that the caller may not see. Both get the same message, but the message for
/// an ID differs from that for a name.
pub(super) fn not_found(requested: &str) -> Response {
    if Uuid::parse_str(requested).is_ok() {
        return Exception::ProjectNotFound.response(&format!(
            "VS800075: The project with id 'vstfs:///Classification/TeamProject/{requested}' does not \
             exist, or you do not have permission to access it.",
        ));
    }
    Exception::ProjectNameNotFound.response(&format!(
        "TF200016: The following project does not exist: {requested}. Verify that the name of the \
         project is correct and that the project exists on the specified Azure DevOps Server.",
    ))
}
