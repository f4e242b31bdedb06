//! The responses that the rows are made of. Each holds a text that must not be shown.

use patless_emulator::scenario::{CannedResponse, Fault};

/// A text that stands in bodies and headers, and must stay there.
pub(super) const MARKER: &str = "sekret-in-an-answer";

/// Makes a page with a status.
pub(super) fn page(status: u16) -> CannedResponse {
    let page = format!("<html><body><h1>{status}</h1>{MARKER}</body></html>");
    marked(CannedResponse::html(status, &page))
}

/// Makes an answer with a status and without a body.
pub(super) fn empty(status: u16) -> CannedResponse {
    marked(CannedResponse::new(status))
}

/// Makes an answer in plain text.
pub(super) fn text(status: u16, text: &str) -> CannedResponse {
    marked(CannedResponse::new(status).header("Content-Type", "text/plain; charset=utf-8"))
        .body(format!("{text} {MARKER}"))
}

/// Makes an answer in JSON, which need not be valid.
pub(super) fn json(status: u16, body: &str) -> CannedResponse {
    marked(CannedResponse::json(status, body))
}

/// Makes the body of a success of either endpoint, around the JSON text of the token.
pub(super) fn success_with(token: &str) -> String {
    format!(r#"{{"oidcToken":{token},"access_token":{token},"expires_in":3599,"x":"{MARKER}"}}"#)
}

/// Makes the body of a success that either endpoint takes: `{"a":"b"}` three times, in base64url.
pub(super) fn success() -> String {
    success_with(r#""eyJhIjoiYiJ9.eyJhIjoiYiJ9.eyJhIjoiYiJ9""#)
}

/// Answers every request with this.
pub(super) fn always(answer: CannedResponse) -> Vec<Fault> {
    Fault::Respond(answer).always()
}

/// Answers the first requests with this.
pub(super) fn first(times: usize, answer: CannedResponse) -> Vec<Fault> {
    vec![Fault::Respond(answer); times]
}

/// Adds headers that must not be shown.
fn marked(answer: CannedResponse) -> CannedResponse {
    answer
        .header("Set-Cookie", &format!("session={MARKER}"))
        .header("WWW-Authenticate", &format!("Bearer error=\"{MARKER}\""))
        .header("Proxy-Authenticate", &format!("Basic realm=\"{MARKER}\""))
}
