//! Answer to a request for what no route has.

use axum::extract::State;

use super::service::Service;
use crate::wire::{Request, Response};

/// Names the emulator, so that nobody takes the answer for a real one.
pub(super) async fn handle(State(service): State<Service>, request: Request) -> Response {
    Response::text(
        404,
        &format!(
            "patless-emulator: {} {} is not emulated by the service {}\n",
            request.method, request.target, service.name,
        ),
    )
}
