//! Route of the members of a publisher, which `vsce verify-pat` asks for.

use std::sync::Arc;

use axum::extract::State;
use serde_json::json;

use super::access::{Permission, check};
use crate::services::Shared;
use crate::wire::{Request, Response};

/// Handles a request for the members. Adding one is done on a web page: see
/// [`Emulator::add_publisher_member`](crate::Emulator::add_publisher_member).
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    if request.method != "GET" {
        return Response::empty(405).header("allow", "GET");
    }
    let name = request.parameter("publisher");
    check(&shared, &request, name, Permission::ViewMembers).map_or_else(
        |refusal| refusal,
        |publisher| {
            let members = shared.gallery.members(&publisher.name);
            let all = members.iter().map(|member| {
                json!({
                    "identity": { "id": member.profile_id },
                    "role": { "name": member.role.name(), "scope": "gallery.publisher" },
                    "access": "assigned",
                })
            });
            let all: Vec<_> = all.collect();
            Response::json(200, &json!({ "count": all.len(), "value": all }))
        },
    )
}
