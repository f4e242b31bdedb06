//! Route of the token endpoint.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};
use uuid::Uuid;

use super::checks::{self, Approved};
use super::refusal::Trace;
use crate::scenario::{AccessTokenField, NumberFormat, Throttle};
use crate::services::access_token::{self, Claims};
use crate::services::issued::IssuedAccessToken;
use crate::services::{ServiceName, Shared};
use crate::wire::{Request, Response, random_guid};

/// Handles a request for an access token.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    if let Some(throttle) = shared.entra.throttles(shared.uptime.elapsed()) {
        return too_many_requests(throttle);
    }
    let requested_id = client_request_id(&request);
    let trace = Trace {
        id: random_guid(),
        correlation_id: requested_id.unwrap_or_else(random_guid),
        time_s: shared.clock(ServiceName::Entra).now_s(),
    };
    let response = match checks::approve(&shared, &request) {
        Ok(approved) => success(&shared, &approved, &trace),
        Err(refusal) => refusal.response(&trace, shared.scenario.entra.refusal_form),
    };
    let response = response
        .header("cache-control", "no-store, no-cache")
        .header("pragma", "no-cache")
        .header("x-ms-request-id", &trace.id.to_string())
        .header("x-ms-ests-server", "2.1.0.0 - patless-emulator");
    match requested_id.filter(|_| wants_echo(&request)) {
        Some(id) => response.header("client-request-id", &id.to_string()),
        None => response,
    }
}

/// Refuses a request that exceeds the rate limit. Unlike all other refusals, it is plain text.
fn too_many_requests(throttle: Throttle) -> Response {
    Response::text(429, "Too Many Requests")
        .content_type("text/plain")
        .header("retry-after", &throttle.retry_after_s.to_string())
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

/// Issues an access token.
fn success(shared: &Shared, approved: &Approved<'_>, trace: &Trace) -> Response {
    let lifetime_s = shared.scenario.entra.lifetime_of_access_tokens_s();
    let expires_at_s = trace.time_s + lifetime_s;
    let claims = Claims {
        application: approved.application,
        audience: &approved.audience,
        issued_at_s: trace.time_s,
        lifetime_s,
    };
    let Some(access_token) = access_token::make(shared, &claims) else {
        return Response::empty(500);
    };
    let mut body = json!({
        "token_type": "Bearer",
        "expires_in": number(shared, lifetime_s),
        "ext_expires_in": number(shared, lifetime_s),
    });
    if lifetime_s >= REFRESH_IN_FROM_S {
        body["refresh_in"] = number(shared, lifetime_s / 2);
    }
    match shared.scenario.entra.access_token_field {
        AccessTokenField::Present => {
            body["access_token"] = json!(access_token);
            shared.entra.exchange_succeeded();
            shared.issued.note_access_token(IssuedAccessToken {
                access_token,
                tenant_id: approved.application.tenant_id,
                client_id: approved.application.client_id,
                resource_id: approved.resource.id,
                expires_at_s,
            });
        }
        AccessTokenField::Empty => body["access_token"] = json!(""),
        AccessTokenField::Missing => {}
    }
    Response::json(200, &body)
}

/// Formats a number for the scenario.
fn number(shared: &Shared, number: i64) -> Value {
    match shared.scenario.entra.numbers {
        NumberFormat::Json => json!(number),
        NumberFormat::Strings => json!(number.to_string()),
    }
}

/// Shortest lifetime for which the response has `refresh_in`.
const REFRESH_IN_FROM_S: i64 = 7200;
