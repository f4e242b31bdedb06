//! Route of an extension.

use std::sync::Arc;

use axum::extract::State;

use super::access::{Permission, check, profile};
use super::description::describe;
use super::publication::{next_version, not_found};
use crate::services::Shared;
use crate::wire::{Request, Response};

/// Handles a request for an extension.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let response = match request.method.as_str() {
        "GET" => show(&shared, &request),
        "PUT" => next_version(&shared, &request),
        "DELETE" => unpublish(&shared, &request),
        _ => Ok(Response::empty(405).header("allow", "GET, PUT, DELETE")),
    };
    response.unwrap_or_else(|refusal| refusal)
}

/// Shows an extension to a member of its publisher. All extensions are private, so others do not see it.
fn show(shared: &Shared, request: &Request) -> Result<Response, Response> {
    let publisher = request.parameter("publisher");
    let name = request.parameter("extension");
    let profile_id = profile(shared, request)?;
    let extension = shared.gallery.role(publisher, profile_id);
    let extension = extension.and_then(|_| shared.gallery.extension(publisher, name));
    let extension = extension.ok_or_else(|| not_found(publisher, name))?;
    Ok(Response::json(200, &describe(shared, &extension)))
}

/// Removes an extension.
fn unpublish(shared: &Shared, request: &Request) -> Result<Response, Response> {
    let publisher = request.parameter("publisher");
    let name = request.parameter("extension");
    check(shared, request, publisher, Permission::Update)?;
    if shared.gallery.extension(publisher, name).is_none() {
        return Err(not_found(publisher, name));
    }
    shared.gallery.remove(publisher, name);
    Ok(Response::empty(204))
}
