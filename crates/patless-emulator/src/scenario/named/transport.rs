//! Scenarios of broken responses, for the assertion endpoint and for the token endpoint.

use super::row::{NamedScenario, rows};
use crate::scenario::{CannedResponse, Fault, Faults, Outcome, ResetPoint, Stage};
use crate::services::{azure_devops, entra};

/// Makes each row twice: for the assertion endpoint and for the token endpoint.
macro_rules! responses {
    ($($name:literal, $summary:literal, $outcome:ident, $faults:expr;)*) => {
        /// Rows of the assertion endpoint.
        pub(super) const OIDC_ROWS: &[NamedScenario] = rows! { $(
            concat!("oidc-", $name),
            concat!("the assertion endpoint ", $summary),
            $outcome(Stage::Assertion),
            { faults: Faults::on(azure_devops::OIDC_TOKEN, $faults) };
        )* };

        /// Rows of the token endpoint.
        pub(super) const ENTRA_ROWS: &[NamedScenario] = rows! { $(
            concat!("entra-", $name),
            concat!("the token endpoint ", $summary),
            $outcome(Stage::Exchange),
            { faults: Faults::on(entra::TOKEN, $faults) };
        )* };
    };
}

responses! {
    "throttled-burst", "returns 429 with Retry-After: 1 three times", succeeds, vec![throttled(Some("1")); 3];
    "throttled-without-retry-after", "returns 429 without Retry-After twice", succeeds, vec![throttled(None); 2];
    "throttled", "always returns 429 with Retry-After: 60, in plain text", fails, throttled(Some("60")).always();
    "throttled-for-good", "always returns 429 without Retry-After", fails, throttled(None).always();
    "unavailable-burst", "returns 503 three times", succeeds, vec![page(503, "Service Unavailable"); 3];
    "unavailable", "always returns 503", fails, page(503, "Service Unavailable").always();
    "internal-error-once", "returns 500 once", succeeds, vec![page(500, "Internal Server Error")];
    "internal-error", "always returns 500", fails, page(500, "Internal Server Error").always();
    "bad-gateway-once", "is behind a proxy that returns 502 with HTML once", succeeds, vec![page(502, "Bad Gateway")];
    "bad-gateway", "is behind a proxy that always returns 502 with HTML", fails, page(502, "Bad Gateway").always();
    "gateway-timeout-once", "is behind a proxy that returns 504 with HTML once", succeeds, vec![page(504, "Gateway Timeout")];
    "request-timeout-once", "returns 408 once", succeeds, vec![page(408, "Request Timeout")];
    "proxy-authentication", "is behind a proxy that requires authentication: 407 with HTML", fails, proxy_authentication().always();
    "proxy-forbidden", "is behind a proxy that forbids the host: 403 with HTML", fails, page(403, "Forbidden").always();
    "text-forbidden", "always returns 403 in plain text", fails, text(403, "Forbidden").always();
    "html", "always returns 200 with HTML", fails, page(200, "Welcome").always();
    "empty-body", "always returns 200 without a body", fails, Fault::Respond(CannedResponse::json(200, "")).always();
    "truncated-json", "always returns only the first half of the JSON", fails, Fault::HalfBody.always();
    "wrong-content-type", "sends JSON with the content type of plain text", fails, Fault::PlainText.always();
    "endless-body", "returns a body that never ends", fails, Fault::EndlessBody.always();
    "redirect", "redirects to another host: 307", fails, Fault::Redirect.always();
    "reset-before-headers-once", "resets the connection once before the headers", succeeds, vec![Fault::Reset(ResetPoint::BeforeHeaders)];
    "reset-before-headers", "always resets the connection before the headers", fails, Fault::Reset(ResetPoint::BeforeHeaders).always();
    "reset-during-headers-once", "resets the connection once during the headers", succeeds, vec![Fault::Reset(ResetPoint::DuringHeaders)];
    "reset-during-headers", "always resets the connection during the headers", fails, Fault::Reset(ResetPoint::DuringHeaders).always();
    "reset-during-body-once", "resets the connection once during the body", succeeds, vec![Fault::Reset(ResetPoint::DuringBody)];
    "reset-during-body", "always resets the connection during the body", fails, Fault::Reset(ResetPoint::DuringBody).always();
    "closed-before-headers-once", "closes the connection once before the headers", succeeds, vec![Fault::CloseBeforeHeaders];
    "closed-during-body-once", "closes the connection once during the body", succeeds, vec![closed_during_body()];
    "slow-bytes", "sends one byte every 100 ms", fails, Fault::SlowBytes { every_ms: 100 }.always();
    "slow-bytes-in-time", "sends one byte every millisecond", succeeds, Fault::SlowBytes { every_ms: 1 }.always();
    "silence-once", "does not respond to the first request", succeeds, vec![Fault::Stall];
    "silence", "never responds", fails, Fault::Stall.always();
}

/// Rows that affect both endpoints at once.
pub(super) const BOTH_ROWS: &[NamedScenario] = rows! {
    "throttled-once",
    "both endpoints respond to the first request with 429 and Retry-After: 1",
    Outcome::Succeeds,
    { faults: on_both(&throttled(Some("1"))) };

    "unavailable-once",
    "both endpoints respond to the first request with 503",
    Outcome::Succeeds,
    { faults: on_both(&page(503, "Service Unavailable")) };
};

/// Adds the same fault once to the assertion endpoint and once to the token endpoint.
fn on_both(fault: &Fault) -> Faults {
    Faults::on(azure_devops::OIDC_TOKEN, vec![fault.clone()]).and(entra::TOKEN, vec![fault.clone()])
}

/// Makes a throttling response in plain text, as Entra sends it.
fn throttled(retry_after: Option<&str>) -> Fault {
    let response = CannedResponse::new(429)
        .header("Content-Type", "text/plain")
        .body("Too Many Requests");
    Fault::Respond(match retry_after {
        Some(value) => response.header("Retry-After", value),
        None => response,
    })
}

/// Makes an error page of a front end or a proxy.
fn page(status: u16, title: &str) -> Fault {
    let page = format!("<html><body><h1>{status} {title}</h1></body></html>");
    Fault::Respond(CannedResponse::html(status, &page))
}

/// Makes the error page of a proxy that requires authentication.
fn proxy_authentication() -> Fault {
    let page = "<html><body><h1>407 Proxy Authentication Required</h1></body></html>";
    Fault::Respond(
        CannedResponse::html(407, page).header("Proxy-Authenticate", "Basic realm=\"proxy\""),
    )
}

/// Makes a refusal in plain text.
fn text(status: u16, text: &str) -> Fault {
    Fault::Respond(
        CannedResponse::new(status)
            .header("Content-Type", "text/plain; charset=utf-8")
            .body(text),
    )
}

/// Makes a response that ends before its declared length.
fn closed_during_body() -> Fault {
    Fault::Truncate {
        response: CannedResponse::json(200, r#"{"oidcToken":"cut","access_token":"cut"}"#),
        sent_bytes: 20,
    }
}

/// Makes the outcome of an endpoint that never recovers.
const fn fails(stage: Stage) -> Outcome {
    Outcome::fails(stage)
}

/// Makes the outcome of an endpoint that responds in the end.
const fn succeeds(_: Stage) -> Outcome {
    Outcome::Succeeds
}
