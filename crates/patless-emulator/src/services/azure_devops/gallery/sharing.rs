//! Route of an organization that an extension is shared with.

use std::sync::Arc;

use axum::extract::State;

use super::access::{Permission, check};
use super::publication::not_found;
use crate::services::Shared;
use crate::wire::{Request, Response};

/// Handles a request to share an extension, or to take it back.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let method = request.method.as_str();
    if !["POST", "DELETE"].contains(&method) {
        return Response::empty(405).header("allow", "POST, DELETE");
    }
    share(&shared, &request).unwrap_or_else(|refusal| refusal)
}

fn share(shared: &Shared, request: &Request) -> Result<Response, Response> {
    let publisher = request.parameter("publisher");
    let name = request.parameter("extension");
    let account = request.parameter("account").to_owned();
    check(shared, request, publisher, Permission::Update)?;
    let changed = shared.gallery.change(publisher, name, |it| {
        it.shared_with.retain(|other| *other != account);
        if request.method == "POST" {
            it.shared_with.push(account);
        }
    });
    changed.ok_or_else(|| not_found(publisher, name))?;
    Ok(Response::empty(204))
}
