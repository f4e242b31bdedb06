//! Route of the list of Git repositories that the caller may see.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};

use super::{api_version, headers, repository};
use crate::services::Shared;
use crate::wire::{Request, Response};

/// Handles a request for the list.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let response = list(&shared, &request).unwrap_or_else(|refusal| refusal);
    headers::with_tenant(response, &shared, &request)
}

/// Lists the repositories. Whoever may not see one gets a list without it, and no error.
fn list(shared: &Shared, request: &Request) -> Result<Response, Response> {
    if request.method != "GET" {
        return Err(Response::empty(405).header("allow", "GET"));
    }
    api_version::check_since_7_0(request)?;
    let visible: Vec<Value> = repository::visible(shared, request)?
        .iter()
        .map(|it| repository::json(shared, it))
        .collect();
    Ok(Response::json(
        200,
        &json!({ "count": visible.len(), "value": visible }),
    ))
}
