//! Scenarios of broken answers, once for each of the two services.

use super::row::{NamedScenario, rows};
use crate::scenario::{CannedResponse, Fault, Faults, Outcome, ResetPoint, Stage};
use crate::services::{azure_devops, entra};

/// Writes each row twice: for the faults of the assertion endpoint and for those of the token endpoint.
macro_rules! answers {
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

answers! {
    "throttled-burst", "answers three times 429 with Retry-After: 1", succeeds, vec![throttled(Some("1")); 3];
    "throttled-without-retry-after", "answers twice 429 without Retry-After", succeeds, vec![throttled(None); 2];
    "throttled", "always answers 429 with Retry-After: 60, in plain text", fails, throttled(Some("60")).always();
    "throttled-for-good", "always answers 429 without Retry-After", fails, throttled(None).always();
    "unavailable-burst", "answers three times 503", succeeds, vec![page(503, "Service Unavailable"); 3];
    "unavailable", "always answers 503", fails, page(503, "Service Unavailable").always();
    "internal-error-once", "answers once 500", succeeds, vec![page(500, "Internal Server Error")];
    "internal-error", "always answers 500", fails, page(500, "Internal Server Error").always();
    "bad-gateway-once", "is once behind a proxy that answers 502 with HTML", succeeds, vec![page(502, "Bad Gateway")];
    "bad-gateway", "is behind a proxy that always answers 502 with HTML", fails, page(502, "Bad Gateway").always();
    "gateway-timeout-once", "is once behind a proxy that answers 504 with HTML", succeeds, vec![page(504, "Gateway Timeout")];
    "request-timeout-once", "answers once 408", succeeds, vec![page(408, "Request Timeout")];
    "proxy-authentication", "is behind a proxy that wants a credential: 407 with HTML", fails, proxy_authentication().always();
    "proxy-forbidden", "is behind a proxy that forbids the host: 403 with HTML", fails, page(403, "Forbidden").always();
    "text-forbidden", "always answers 403 in plain text", fails, text(403, "Forbidden").always();
    "html", "always answers 200 with HTML", fails, page(200, "Welcome").always();
    "empty-body", "always answers 200 without a body", fails, Fault::Respond(CannedResponse::json(200, "")).always();
    "truncated-json", "always answers with the first half of the JSON", fails, Fault::HalfBody.always();
    "wrong-content-type", "calls its JSON plain text", fails, Fault::PlainText.always();
    "endless-body", "answers with a body without end", fails, Fault::EndlessBody.always();
    "redirect", "redirects to another host: 307", fails, Fault::Redirect.always();
    "reset-before-headers-once", "resets once before the headers", succeeds, vec![Fault::Reset(ResetPoint::BeforeHeaders)];
    "reset-before-headers", "always resets before the headers", fails, Fault::Reset(ResetPoint::BeforeHeaders).always();
    "reset-during-headers-once", "resets once in the headers", succeeds, vec![Fault::Reset(ResetPoint::DuringHeaders)];
    "reset-during-headers", "always resets in the headers", fails, Fault::Reset(ResetPoint::DuringHeaders).always();
    "reset-during-body-once", "resets once in the body", succeeds, vec![Fault::Reset(ResetPoint::DuringBody)];
    "reset-during-body", "always resets in the body", fails, Fault::Reset(ResetPoint::DuringBody).always();
    "closed-before-headers-once", "closes the connection once before the headers", succeeds, vec![Fault::CloseBeforeHeaders];
    "closed-during-body-once", "closes the connection once in the body", succeeds, vec![closed_during_body()];
    "slow-bytes", "sends one byte every 100 ms", fails, Fault::SlowBytes { every_ms: 100 }.always();
    "slow-bytes-in-time", "sends one byte every millisecond", succeeds, Fault::SlowBytes { every_ms: 1 }.always();
    "silence-once", "does not answer the first request", succeeds, vec![Fault::Stall];
    "silence", "never answers", fails, Fault::Stall.always();
}

/// Rows of both endpoints at once.
pub(super) const BOTH_ROWS: &[NamedScenario] = rows! {
    "throttled-once",
    "both endpoints answer the first request with 429 and Retry-After: 1",
    Outcome::Succeeds,
    { faults: on_both(&throttled(Some("1"))) };

    "unavailable-once",
    "both endpoints answer the first request with 503",
    Outcome::Succeeds,
    { faults: on_both(&page(503, "Service Unavailable")) };
};

/// Puts the same fault once on the assertion endpoint and once on the token endpoint.
fn on_both(fault: &Fault) -> Faults {
    Faults::on(azure_devops::OIDC_TOKEN, vec![fault.clone()]).and(entra::TOKEN, vec![fault.clone()])
}

/// Makes the throttling answer of Entra, which is plain text.
fn throttled(retry_after: Option<&str>) -> Fault {
    let response = CannedResponse::new(429)
        .header("Content-Type", "text/plain")
        .body("Too Many Requests");
    Fault::Respond(match retry_after {
        Some(value) => response.header("Retry-After", value),
        None => response,
    })
}

/// Makes the page of a front end or a proxy.
fn page(status: u16, title: &str) -> Fault {
    let page = format!("<html><body><h1>{status} {title}</h1></body></html>");
    Fault::Respond(CannedResponse::html(status, &page))
}

/// Makes the page of a proxy that wants a credential.
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

/// Makes an answer that ends before its length.
fn closed_during_body() -> Fault {
    Fault::Truncate {
        response: CannedResponse::json(200, r#"{"oidcToken":"cut","access_token":"cut"}"#),
        sent_bytes: 20,
    }
}

/// Makes the outcome of an endpoint that stays as it is.
const fn fails(stage: Stage) -> Outcome {
    Outcome::fails(stage)
}

/// Makes the outcome of an endpoint that answers in the end.
const fn succeeds(_: Stage) -> Outcome {
    Outcome::Succeeds
}
