//! Headers that all responses of Azure DevOps have.

use std::sync::Arc;

use axum::extract::{Request as HttpRequest, State};
use axum::middleware::Next;
use axum::response::Response as HttpResponse;

use crate::clock::iso_time;
use crate::services::{ServiceName, Shared};
use crate::wire::{Request, Response, random_guid};

/// Adds the IDs that Microsoft's support asks for. This is a layer.
///
/// If a client sends its own session and end-to-end IDs, they are returned.
pub(super) async fn add_ids(
    State(shared): State<Arc<Shared>>,
    request: Request,
    http_request: HttpRequest,
    next: Next,
) -> HttpResponse {
    let activity_id = random_guid().to_string();
    let session = request.header("x-tfs-session").unwrap_or(&activity_id);
    let end_to_end = request.header("x-vss-e2eid").unwrap_or(&activity_id);
    let edge = format!(
        "Ref A: {} Ref B: EMULATOR Ref C: {}",
        random_guid().simple().to_string().to_uppercase(),
        iso_time(shared.clock(ServiceName::AzureDevOps).now_s()),
    );
    let ids = Response::empty(200)
        .header("activityid", &activity_id)
        .header("x-tfs-session", session)
        .header("x-vss-e2eid", end_to_end)
        .header("x-msedge-ref", &edge);
    let mut response = next.run(http_request).await;
    ids.append_headers_to(response.headers_mut());
    response
}

/// Adds the tenant ID of the request's organization, once. The zero ID means personal Microsoft accounts.
pub(super) fn with_tenant(response: Response, shared: &Shared, request: &Request) -> Response {
    let named = request.parameter("organization");
    match shared.world.organization_named(named) {
        Some(organization) if !response.has_header(RESOURCE_TENANT) => {
            response.header(RESOURCE_TENANT, &organization.tenant_id.to_string())
        }
        _ => response,
    }
}

const RESOURCE_TENANT: &str = "x-vss-resourcetenant";
