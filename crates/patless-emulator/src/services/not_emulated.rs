//! Response to a request for a path without a route.

use axum::extract::State;

use super::service::Service;
use crate::wire::{Request, Response};

/// Handles a request for an unknown path. The response names the emulator, so that it is not mistaken for a real one.
pub(super) async fn handle(State(service): State<Service>, request: Request) -> Response {
    Response::text(
        404,
        &format!(
            "patless-emulator: {} {} is not emulated by the service {}\n",
            request.method, request.target, service.name,
        ),
    )
}
