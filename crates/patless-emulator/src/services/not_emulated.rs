//! Answer to a request for what no route has.

use axum::extract::State;

use super::service::Service;
use crate::wire::{Answer, Request};

/// Names the emulator, so that nobody takes the answer for a real one.
pub(super) async fn answer(State(service): State<Service>, request: Request) -> Answer {
    Answer::text(
        404,
        &format!(
            "patless-emulator: {} {} is not emulated by the service {}\n",
            request.method, request.target, service.name,
        ),
    )
}
