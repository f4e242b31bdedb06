//! Route of the labels of a pull request.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};

use super::vss_error::Exception;
use super::{api_version, headers, pull_request, repository};
use crate::services::Shared;
use crate::wire::{Request, Response};

/// Handles a request for the labels.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let response = match request.method.as_str() {
        "GET" => list(&shared, &request),
        "POST" => add(&shared, &request),
        _ => Err(Response::empty(405).header("allow", "GET, POST")),
    };
    let response = response.unwrap_or_else(|refusal| refusal);
    headers::with_tenant(response, &shared, &request)
}

fn list(shared: &Shared, request: &Request) -> Result<Response, Response> {
    let repository = repository::found(shared, request)?;
    api_version::check(request)?;
    let found = pull_request::found(shared, request, repository)?;
    let labels: Vec<Value> = found.labels.iter().map(|it| label(it)).collect();
    Ok(Response::json(
        200,
        &json!({ "count": labels.len(), "value": labels }),
    ))
}

/// Adds one. A label that is there already stays as it is.
fn add(shared: &Shared, request: &Request) -> Result<Response, Response> {
    let repository = repository::found(shared, request)?;
    api_version::check(request)?;
    let mut found = pull_request::found(shared, request, repository)?;
    let body: Value = serde_json::from_slice(&request.body).unwrap_or(Value::Null);
    let name = body["name"].as_str().filter(|it| !it.is_empty());
    let name = name.ok_or_else(|| Exception::InvalidArgument.response("The label has no name."))?;
    if !found.labels.iter().any(|it| it == name) {
        found.labels.push(name.to_owned());
        shared.pull_requests.replace(found);
    }
    Ok(Response::json(200, &label(name)))
}

fn label(name: &str) -> Value {
    json!({ "name": name, "active": true })
}
