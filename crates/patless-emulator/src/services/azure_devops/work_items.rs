//! Route of queries for work items. The project has none.

use std::sync::Arc;

use axum::extract::State;
use serde_json::json;

use super::vss_error::Exception;
use super::{api_version, connection_data, headers, project};
use crate::clock::iso_time;
use crate::services::{ServiceName, Shared};
use crate::wire::{Request, Response};

/// Handles a query in WIQL.
pub(super) async fn query(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let response = result(&shared, &request).unwrap_or_else(|refusal| refusal);
    headers::with_tenant(response, &shared, &request)
}

/// Returns the empty result, if the caller may see the project that the path may name.
fn result(shared: &Shared, request: &Request) -> Result<Response, Response> {
    if request.method != "POST" {
        return Err(Response::empty(405).header("allow", "POST"));
    }
    if request.parameter("project").is_empty() {
        connection_data::identity(shared, request)?;
    } else {
        project::look_up(shared, request)?;
    }
    api_version::check(request)?;
    let body: serde_json::Value =
        serde_json::from_slice(&request.body).unwrap_or(serde_json::Value::Null);
    if !body["query"].is_string() {
        return Err(Exception::InvalidArgument.response("The request has no query."));
    }
    Ok(Response::json(
        200,
        &json!({
            "queryType": "flat",
            "queryResultType": "workItem",
            "asOf": iso_time(shared.clock(ServiceName::AzureDevOps).now_s()),
            "columns": [],
            "workItems": [],
        }),
    ))
}
