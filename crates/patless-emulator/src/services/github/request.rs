//! Route that gives an assertion to the job.

use std::sync::Arc;

use axum::extract::State;
use serde_json::json;
use uuid::Uuid;

use super::assertion;
use crate::services::Shared;
use crate::wire::{Request, Response};

/// Handles a request for an assertion. The audience is in the query, and optional.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    if request.method != "GET" {
        return Response::empty(405).header("allow", "GET");
    }
    if !is_authorized(&shared, &request) {
        return Response::empty(401).header("www-authenticate", "Bearer");
    }
    let workflow = &shared.world.workflow;
    let is_own = |name, id| Uuid::parse_str(request.parameter(name)) == Ok(id);
    if !is_own("plan", workflow.plan_id) || !is_own("job", workflow.job_id) {
        return Response::empty(404);
    }
    let audience = request.query("audience").filter(|it| !it.is_empty());
    let Some(assertion) = assertion::make(&shared, audience) else {
        return Response::empty(500);
    };
    shared.issued.note_assertion(&assertion);
    Response::json(200, &json!({ "value": assertion }))
}

/// Returns whether the request has the token of the job.
fn is_authorized(shared: &Shared, request: &Request) -> bool {
    let header = request.header("authorization").unwrap_or_default();
    header.split_once(' ').is_some_and(|(scheme, token)| {
        scheme.eq_ignore_ascii_case("bearer") && token.trim() == shared.world.workflow.request_token
    })
}
