//! What all answers of Entra have in common: their IDs, and the refusal in Entra's form.

use uuid::Uuid;

use super::refusal::{Refusal, Trace};
use crate::services::{ServiceName, Shared};
use crate::wire::{Request, Response, random_guid};

/// Responds to a request, with the IDs in body and headers.
pub(super) fn respond(
    shared: &Shared,
    request: &Request,
    answer: impl FnOnce(&Trace) -> Result<Response, Refusal>,
) -> Response {
    let requested_id = client_request_id(request);
    let trace = Trace {
        id: random_guid(),
        correlation_id: requested_id.unwrap_or_else(random_guid),
        time_s: shared.clock(ServiceName::Entra).now_s(),
    };
    let response = answer(&trace)
        .unwrap_or_else(|refusal| refusal.response(&trace, shared.scenario.entra.refusal_form))
        .header("cache-control", "no-store, no-cache")
        .header("pragma", "no-cache")
        .header("x-ms-request-id", &trace.id.to_string())
        .header("x-ms-ests-server", "2.1.0.0 - patless-emulator");
    match requested_id.filter(|_| wants_echo(request)) {
        Some(id) => response.header("client-request-id", &id.to_string()),
        None => response,
    }
}

/// Reads the client's request ID from the header, the form or the query.
fn client_request_id(request: &Request) -> Option<Uuid> {
    let form = request.form();
    let id = request
        .header("client-request-id")
        .or_else(|| form.field("client-request-id"))
        .or_else(|| request.query("client-request-id"))?;
    Uuid::parse_str(id).ok()
}

/// Returns whether the client wants its request ID in the response.
fn wants_echo(request: &Request) -> bool {
    let form = request.form();
    request
        .header("return-client-request-id")
        .or_else(|| form.field("return-client-request-id"))
        .is_some_and(|it| it.eq_ignore_ascii_case("true"))
}
