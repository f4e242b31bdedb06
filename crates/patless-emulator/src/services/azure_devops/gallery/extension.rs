//! Route of an extension.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};

use super::super::gallery_state::Extension;
use super::access::{Permission, check, profile};
use super::publication::{next_version, not_found};
use crate::clock::iso_time;
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

/// Describes an extension. It is always complete, whatever the request asks to include. Each version is validated at once.
pub(super) fn describe(shared: &Shared, extension: &Extension) -> Value {
    let mut publishers = shared.world.publishers.iter();
    let publisher = publishers.find(|it| it.name.eq_ignore_ascii_case(&extension.publisher));
    let display_name = publisher.map_or("", |it| it.display_name.as_str());
    let versions: Vec<_> = extension
        .versions
        .iter()
        .map(|it| {
            json!({
                "version": it.number,
                "flags": "validated",
                "lastUpdated": iso_time(it.published_at_s),
            })
        })
        .collect();
    let shared_with = extension.shared_with.iter();
    let shared_with: Vec<_> = shared_with
        .map(|it| json!({ "type": "account", "name": it }))
        .collect();
    json!({
        "publisher": {
            "publisherName": extension.publisher,
            "displayName": display_name,
            "flags": "none",
        },
        "extensionId": extension.id,
        "extensionName": extension.name,
        "displayName": extension.display_name,
        "flags": "validated",
        "lastUpdated": versions.first().map(|it| &it["lastUpdated"]),
        "versions": versions,
        "sharedWith": shared_with,
    })
}
