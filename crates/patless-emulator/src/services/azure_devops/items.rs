//! Route of the files of a Git repository.

use std::sync::Arc;

use axum::extract::State;
use serde_json::json;

use super::vss_error::Exception;
use super::{api_version, branches, headers, repository};
use crate::services::Shared;
use crate::wire::{Request, Response};
use crate::world::Repository;

/// Handles a request for a file.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let response = file(&shared, &request).unwrap_or_else(|refusal| refusal);
    headers::with_tenant(response, &shared, &request)
}

/// Returns the file at the tip of the branch that the query names, or of the default branch.
fn file(shared: &Shared, request: &Request) -> Result<Response, Response> {
    if request.method != "GET" {
        return Err(Response::empty(405).header("allow", "GET"));
    }
    let repository = repository::found(shared, request)?;
    api_version::check(request)?;
    let path = request.query("path").unwrap_or_default();
    let content = content(shared, request, repository, path).ok_or_else(|| {
        Exception::ItemNotFound.response(&format!(
            "TF401174: The item '{path}' could not be found in the repository '{}' at the version \
             specified by '<Branch: {} >'.",
            repository.name,
            branch(request),
        ))
    })?;
    let item = json!({
        "gitObjectType": "blob",
        "path": format!("/{}", path.trim_start_matches('/')),
        "content": String::from_utf8_lossy(&content),
        "url": format!(
            "{}_apis/git/repositories/{}/items?path={path}",
            shared.urls.azure_devops, repository.id,
        ),
    });
    Ok(Response::json(200, &item))
}

/// Reads the file. There are no tags.
fn content(
    shared: &Shared,
    request: &Request,
    repository: &Repository,
    path: &str,
) -> Option<Vec<u8>> {
    let kind = request.query("versionDescriptor.versionType");
    let is_branch = matches!(kind, None | Some("0" | "branch"));
    is_branch
        .then(|| branches::file(shared, repository, branch(request), path))
        .flatten()
}

/// Returns the name of the branch.
fn branch(request: &Request) -> &str {
    request
        .query("versionDescriptor.version")
        .unwrap_or(DEFAULT_BRANCH)
}

const DEFAULT_BRANCH: &str = "main";
