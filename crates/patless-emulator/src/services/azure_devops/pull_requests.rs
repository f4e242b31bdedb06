//! Route of the pull requests of a Git repository: lists them, and opens new ones.

mod search;

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};
use uuid::Uuid;

use super::pull_request::describe;
use super::vss_error::Exception;
use super::{api_version, branches, connection_data, git, headers, repository};
use crate::services::pull_requests::{NewPullRequest, OpenError};
use crate::services::{ServiceName, Shared};
use crate::wire::{Request, Response};
use crate::world::Repository;

use search::Search;

/// Handles a request for the pull requests of a repository.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let response = match request.method.as_str() {
        "GET" => list(&shared, &request),
        "POST" => open(&shared, &request),
        _ => Err(Response::empty(405).header("allow", "GET, POST")),
    };
    let response = response.unwrap_or_else(|refusal| refusal);
    headers::with_tenant(response, &shared, &request)
}

/// Lists those that fit the search, the latest first.
fn list(shared: &Shared, request: &Request) -> Result<Response, Response> {
    let repository = repository::found(shared, request)?;
    api_version::check_since_7_0(request)?;
    let search = Search::of(request)?;
    let all = shared.pull_requests.all();
    let fitting = all
        .iter()
        .rev()
        .filter(|it| it.repository_id == repository.id && search.fits(it))
        .skip(search.skip)
        .take(search.top);
    let found: Vec<Value> = fitting.map(|it| describe(shared, repository, it)).collect();
    Ok(Response::json(
        200,
        &json!({ "count": found.len(), "value": found }),
    ))
}

/// Opens one.
fn open(shared: &Shared, request: &Request) -> Result<Response, Response> {
    let repository = repository::found(shared, request)?;
    api_version::check_since_7_0(request)?;
    may_contribute(shared, request)?;
    let new = new_pull_request(shared, request, repository)?;
    let opened = shared
        .pull_requests
        .open(new)
        .map_err(|error| match error {
            OpenError::Exists => Exception::PullRequestExists.response(
                "TF401179: An active pull request for the source and target branch already exists.",
            ),
        })?;
    Ok(Response::json(201, &describe(shared, repository, &opened)))
}

/// Checks whether the caller, who sees the repository, may open pull requests.
fn may_contribute(shared: &Shared, request: &Request) -> Result<(), Response> {
    git::missing_permission(shared, request, "PullRequestContribute")?.map_or(Ok(()), |message| {
        Err(Exception::GitNeedsPermission.response(&message))
    })
}

/// Reads the body of a request that opens a pull request. Both branches must exist.
fn new_pull_request(
    shared: &Shared,
    request: &Request,
    repository: &Repository,
) -> Result<NewPullRequest, Response> {
    let body: Value = serde_json::from_slice(&request.body).map_err(|_| {
        Exception::InvalidArgument
            .response("TF400898: An Internal Error Occurred. The body is not JSON.")
    })?;
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    let (source, target) = (text("sourceRefName"), text("targetRefName"));
    if !branches::exists(shared, repository, &source)
        || !branches::exists(shared, repository, &target)
    {
        return Err(Exception::PullRequestCannotBeActivated.response(
            "TF401398: The pull request cannot be activated because the source and/or the target \
             branch no longer exists, or the requested refs were invalid.",
        ));
    }
    let author = connection_data::identity(shared, request)?;
    let author_id = author["id"]
        .as_str()
        .and_then(|id| Uuid::parse_str(id).ok());
    Ok(NewPullRequest {
        repository_id: repository.id,
        source,
        target,
        title: text("title"),
        description: text("description"),
        author_id: author_id.unwrap_or_default(),
        author: author["providerDisplayName"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
        created_at_s: shared.clock(ServiceName::AzureDevOps).now_s(),
    })
}
