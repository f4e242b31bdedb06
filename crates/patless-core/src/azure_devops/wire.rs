//! What requests to Azure DevOps, and its answers, have in common on the wire: headers, ids, and the pages that are no answer.

use reqwest::StatusCode;
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderName, HeaderValue, USER_AGENT};
use zeroize::Zeroizing;

use crate::http::{Response, USER_AGENT_TEXT};
use crate::text::one_line;

/// Writes the headers of a request. `None` asks as nobody.
pub(crate) fn headers(authorization: Option<HeaderValue>) -> Vec<(HeaderName, HeaderValue)> {
    let mut headers = vec![
        (ACCEPT, HeaderValue::from_static("application/json")),
        // A bad token is then answered with 401 instead of the way to a sign-in page.
        (
            HeaderName::from_static("x-tfs-fedauthredirect"),
            HeaderValue::from_static("Suppress"),
        ),
        (USER_AGENT, HeaderValue::from_static(USER_AGENT_TEXT)),
    ];
    headers.extend(authorization.map(|value| (AUTHORIZATION, value)));
    headers
}

/// Writes a token as the header that carries it. `None` where a header cannot.
pub(crate) fn bearer(token: &str) -> Option<HeaderValue> {
    let text = Zeroizing::new(format!("Bearer {token}"));
    let mut value = HeaderValue::from_str(&text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Tells whether a status stands for the sign-in page, or the way to it: the server saw no valid token.
pub(crate) fn is_sign_in_page(status: StatusCode) -> bool {
    status.is_redirection() || status == StatusCode::NON_AUTHORITATIVE_INFORMATION
}

/// Tells whether an answer is the page with which nginx or IIS asks for a client certificate.
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

/// The id that helps Azure DevOps' support to find the request.
pub(crate) fn request_id(answer: &Response) -> Option<String> {
    ["activityid", "x-vss-e2eid"]
        .iter()
        .find_map(|name| answer.header(name))
        .map(|id| one_line(id, 80))
}
