//! What all requests to Azure DevOps and its answers share on the wire: headers, ids, and pages that are not API answers.

use reqwest::StatusCode;
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderName, HeaderValue, USER_AGENT};
use zeroize::Zeroizing;

use crate::http::{Response, USER_AGENT_TEXT};
use patless_catalogue::text::one_line;

/// Writes the headers of a request. With `None`, the request is anonymous.
pub(crate) fn headers(authorization: Option<HeaderValue>) -> Vec<(HeaderName, HeaderValue)> {
    let mut headers = vec![
        (ACCEPT, HeaderValue::from_static("application/json")),
        // With this, a bad token gets 401 instead of a redirect to a sign-in page.
        (
            HeaderName::from_static("x-tfs-fedauthredirect"),
            HeaderValue::from_static("Suppress"),
        ),
        (USER_AGENT, HeaderValue::from_static(USER_AGENT_TEXT)),
    ];
    headers.extend(authorization.map(|value| (AUTHORIZATION, value)));
    headers
}

/// Writes the authorization header for a token. `None` if a header cannot carry the token.
pub(crate) fn bearer(token: &str) -> Option<HeaderValue> {
    let text = Zeroizing::new(format!("Bearer {token}"));
    let mut value = HeaderValue::from_str(&text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Returns whether a status means the sign-in page, or a redirect to it: the server saw no valid token.
pub(crate) fn is_sign_in_page(status: StatusCode) -> bool {
    status.is_redirection() || status == StatusCode::NON_AUTHORITATIVE_INFORMATION
}

/// Returns whether an answer is the page on which nginx or IIS requires a client certificate.
pub(crate) fn wants_client_certificate(answer: &Response) -> bool {
    let page = String::from_utf8_lossy(&answer.body).to_ascii_lowercase();
    answer.is_text()
        && [
            "no required ssl certificate was sent",
            "the ssl certificate error",
            "client certificate",
        ]
        .iter()
        .any(|words| page.contains(words))
}

/// The id by which Azure DevOps support can find the request.
pub(crate) fn request_id(answer: &Response) -> Option<String> {
    ["activityid", "x-vss-e2eid"]
        .iter()
        .find_map(|name| answer.header(name))
        .map(|id| one_line(id, 80))
}
