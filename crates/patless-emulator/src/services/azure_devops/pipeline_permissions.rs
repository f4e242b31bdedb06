//! Route of the pipelines that may use a service connection.

use std::sync::Arc;

use axum::extract::State;
use serde_json::json;
use uuid::Uuid;

use super::service_connections::visible;
use super::vss_error::Exception;
use super::{api_version, headers};
use crate::scenario::PipelinePermissions;
use crate::services::Shared;
use crate::wire::{Request, Response};

/// Handles a request for the pipelines.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let response = permissions(&shared, &request).unwrap_or_else(|refusal| refusal);
    headers::with_tenant(response, &shared, &request)
}

/// Lists the pipelines. A resource that nobody has been allowed to use has an empty list.
fn permissions(shared: &Shared, request: &Request) -> Result<Response, Response> {
    let visible = visible(shared, request)?;
    api_version::check_preview(request)?;
    let id = Uuid::parse_str(request.parameter("connection")).ok();
    let found = visible.iter().find(|it| Some(it.id) == id);
    // What the real service says of a resource that does not exist is not known.
    let connection = found.ok_or_else(|| Response::empty(404))?;
    let permitted = |ids: &[u32]| {
        let pipelines = ids.iter().map(|id| json!({ "id": id, "authorized": true }));
        let pipelines: Vec<_> = pipelines.collect();
        let resource = json!({ "type": "endpoint", "id": connection.id, "name": connection.name });
        json!({ "resource": resource, "pipelines": pipelines })
    };
    let body = match shared.scenario.azure_devops.pipeline_permissions {
        PipelinePermissions::Job => permitted(&[shared.world.job.definition_id]),
        PipelinePermissions::None => permitted(&[]),
        PipelinePermissions::All => {
            let mut all = permitted(&[]);
            all["allPipelines"] = json!({ "authorized": true });
            all
        }
        PipelinePermissions::Forbidden => {
            return Err(Exception::AccessCheck.response(&format!(
                "Access denied: the caller needs View permissions on the endpoint {}.",
                connection.id,
            )));
        }
    };
    Ok(Response::json(200, &body))
}
