//! Routes of Git's smart HTTP protocol: the refs of a repository, a fetch and a push.

use std::sync::Arc;

use axum::extract::State;
use uuid::Uuid;

use super::authentication::{Caller, caller};
use super::{git_backend, headers, repository};
use crate::scenario::ProjectAccess;
use crate::services::Shared;
use crate::wire::{Request, Response};

/// Handles a request of a Git client.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let response = match checked(&shared, &request) {
        Ok((repository, path)) => git_backend::respond(&shared, repository, path, &request).await,
        Err(refusal) => refusal,
    };
    headers::with_tenant(response, &shared, &request)
}

/// Returns the ID of the repository and the path within it, if the caller may do what the request asks for.
fn checked(shared: &Shared, request: &Request) -> Result<(Uuid, &'static str), Response> {
    let (path, service) = match request.segments.last().map(String::as_str) {
        Some("git-upload-pack") => ("git-upload-pack", "git-upload-pack"),
        Some("git-receive-pack") => ("git-receive-pack", "git-receive-pack"),
        _ => ("info/refs", request.query("service").unwrap_or_default()),
    };
    let repository = repository::look_up(shared, request)?
        .map_err(|message| Response::text(404, &format!("{message}\n")))?;
    match service {
        "git-upload-pack" => Ok((repository.id, path)),
        "git-receive-pack" => may_push(shared, request).map(|()| (repository.id, path)),
        _ => Err(Response::empty(400)),
    }
}

/// Checks whether the caller, who sees the repository, may push to it.
fn may_push(shared: &Shared, request: &Request) -> Result<(), Response> {
    missing_permission(shared, request, "GenericContribute")?.map_or(Ok(()), |message| {
        Err(Response::text(403, &format!("{message}\n")))
    })
}

/// Says that the caller, who sees the repository, lacks a permission. `None`: the caller has it.
pub(super) fn missing_permission(
    shared: &Shared,
    request: &Request,
    permission: &str,
) -> Result<Option<String>, Response> {
    if shared.scenario.azure_devops.project_access != ProjectAccess::ReadRepository {
        return Ok(None);
    }
    let identity = match caller(shared, request)? {
        Caller::Job | Caller::OtherJob => format!("Build\\{}", shared.world.project.id),
        Caller::Application(issued) => format!("{}\\{}", issued.tenant_id, issued.client_id),
        Caller::Person(id) => id.to_string(),
    };
    Ok(Some(format!(
        "TF401027: You need the Git '{permission}' permission to perform this action. Details: identity \
         '{identity}', scope 'repository'."
    )))
}
