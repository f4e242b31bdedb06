//! Route of the token endpoint.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};

use super::checks::{self, Approved};
use super::refusal::Trace;
use super::{traced, user_grant};
use crate::scenario::{AccessTokenField, NumberFormat, Throttle};
use crate::services::Shared;
use crate::services::access_token::{self, Claims};
use crate::services::issued::IssuedAccessToken;
use crate::wire::{Request, Response};

/// Handles a request for an access token.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    if let Some(throttle) = shared.entra.throttles(shared.uptime()) {
        return too_many_requests(throttle);
    }
    traced::respond(&shared, &request, |trace| {
        match request.form().field("grant_type") {
            Some(user_grant::DEVICE_CODE) => user_grant::of_device_code(&shared, &request, trace),
            Some(user_grant::REFRESH_TOKEN) => {
                user_grant::of_refresh_token(&shared, &request, trace)
            }
            _ => checks::approve(&shared, &request)
                .map(|approved| success(&shared, &approved, trace)),
        }
    })
}

/// Refuses a request that exceeds the rate limit. Unlike all other refusals, it is plain text.
fn too_many_requests(throttle: Throttle) -> Response {
    Response::text(429, "Too Many Requests")
        .content_type("text/plain")
        .header("retry-after", &throttle.retry_after_s.to_string())
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
