//! Route that describes a project.

use std::sync::Arc;

use axum::extract::State;
use serde_json::json;
use uuid::Uuid;

use super::authentication::{Caller, caller};
use super::headers;
use super::membership::member;
use super::vss_error::Exception;
use crate::scenario::ProjectAccess;
use crate::services::Shared;
use crate::wire::{Answer, Request};

/// Answers a request for a project.
pub(super) async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Answer {
    let answer = project(&shared, &request).unwrap_or_else(|refusal| refusal);
    headers::with_tenant(answer, &shared)
}

/// Describes the project, if the caller may see it.
fn project(shared: &Shared, request: &Request) -> Result<Answer, Answer> {
    let sees_it = match caller(shared, request)? {
        Caller::Job | Caller::OtherJob => true,
        Caller::Application(issued) => {
            member(shared, &issued)?;
            shared.scenario.azure_devops.project_access != ProjectAccess::None
        }
    };
    let asked = request.parameter("project");
    let project = &shared.world.project;
    let is_named = asked.eq_ignore_ascii_case(&project.name);
    if !is_named && Uuid::parse_str(asked) != Ok(project.id) {
        return Err(not_found(asked));
    }
    if !sees_it {
        return Err(not_found(asked));
    }
    let id = project.id;
    Ok(Answer::json(
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

/// Refuses a project that does not exist, or that the caller may not see: the sentence is the same, but not for ids and
/// names.
fn not_found(asked: &str) -> Answer {
    if Uuid::parse_str(asked).is_ok() {
        return Exception::ProjectNotFound.answer(&format!(
            "VS800075: The project with id 'vstfs:///Classification/TeamProject/{asked}' does not \
             exist, or you do not have permission to access it.",
        ));
    }
    Exception::ProjectNameNotFound.answer(&format!(
        "TF200016: The following project does not exist: {asked}. Verify that the name of the \
         project is correct and that the project exists on the specified Azure DevOps Server.",
    ))
}
