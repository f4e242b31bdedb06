//! Route of one pull request: describes it, and changes it.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};

use super::vss_error::Exception;
use super::{api_version, headers, repository};
use crate::clock::iso_time;
use crate::services::Shared;
use crate::wire::{Request, Response};
use crate::world::{PullRequest, PullRequestStatus, Repository};

/// Handles a request for a pull request.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let response = match request.method.as_str() {
        "GET" => get(&shared, &request),
        "PATCH" => change(&shared, &request),
        _ => Err(Response::empty(405).header("allow", "GET, PATCH")),
    };
    let response = response.unwrap_or_else(|refusal| refusal);
    headers::with_tenant(response, &shared, &request)
}

fn get(shared: &Shared, request: &Request) -> Result<Response, Response> {
    let repository = repository::found(shared, request)?;
    api_version::check(request)?;
    let found = found(shared, request, repository)?;
    Ok(Response::json(200, &describe(shared, repository, &found)))
}

/// Sets the title, the description and the status, those that the body has.
fn change(shared: &Shared, request: &Request) -> Result<Response, Response> {
    let repository = repository::found(shared, request)?;
    api_version::check(request)?;
    let found = found(shared, request, repository)?;
    let body: Value = serde_json::from_slice(&request.body).unwrap_or(Value::Null);
    let text = |name: &str| body[name].as_str().map(ToOwned::to_owned);
    let changed = PullRequest {
        title: text("title").unwrap_or(found.title),
        description: text("description").unwrap_or(found.description),
        status: status(&body["status"]).unwrap_or(found.status),
        ..found
    };
    shared.pull_requests.replace(changed.clone());
    Ok(Response::json(200, &describe(shared, repository, &changed)))
}

/// Looks up the pull request in the path of a request.
pub(super) fn found(
    shared: &Shared,
    request: &Request,
    repository: &Repository,
) -> Result<PullRequest, Response> {
    let id = request.parameter("pullrequest").parse();
    let all = shared.pull_requests.all();
    let mut all = all.into_iter();
    all.find(|it| it.repository_id == repository.id && id == Ok(it.id))
        .ok_or_else(|| {
            Exception::PullRequestNotFound
                .response("TF401180: The requested pull request was not found.")
        })
}

/// Reads a status by its name or number.
fn status(value: &Value) -> Option<PullRequestStatus> {
    match (value.as_str(), value.as_u64()) {
        (Some("active"), _) | (_, Some(1)) => Some(PullRequestStatus::Active),
        (Some("abandoned"), _) | (_, Some(2)) => Some(PullRequestStatus::Abandoned),
        (Some("completed"), _) | (_, Some(3)) => Some(PullRequestStatus::Completed),
        _ => None,
    }
}

/// Describes a pull request.
pub(super) fn describe(shared: &Shared, repository: &Repository, it: &PullRequest) -> Value {
    let collection = &shared.urls.azure_devops;
    let author_id = it.author_id;
    json!({
        "repository": repository::json(shared, repository),
        "pullRequestId": it.id,
        "codeReviewId": it.id,
        "status": match it.status {
            PullRequestStatus::Active => "active",
            PullRequestStatus::Abandoned => "abandoned",
            PullRequestStatus::Completed => "completed",
        },
        "createdBy": {
            "id": author_id,
            "displayName": it.author,
            "uniqueName": it.author,
            "url": format!("{collection}_apis/Identities/{author_id}"),
        },
        "creationDate": iso_time(it.created_at_s),
        "title": it.title,
        "description": it.description,
        "sourceRefName": it.source,
        "targetRefName": it.target,
        "mergeStatus": "succeeded",
        "isDraft": false,
        "reviewers": [],
        "url": format!(
            "{collection}_apis/git/repositories/{}/pullRequests/{}",
            repository.id, it.id,
        ),
        "supportsIterations": true,
    })
}
