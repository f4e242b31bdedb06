//! Normalization of paths for routing: no leading or trailing slashes, and one spelling of equivalent paths.
//!
//! The original path is kept as [`OriginalUri`]. Handlers and the journal use that.

use axum::extract::{OriginalUri, Request};
use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::wire::segments;

/// Normalizes a request to a host with case-sensitive paths.
pub(super) fn with_case(request: Request) -> Request {
    rewritten(request, ToOwned::to_owned)
}

/// Normalizes a request to a host that ignores the case of paths.
pub(super) fn without_case(request: Request) -> Request {
    rewritten(request, str::to_ascii_lowercase)
}

/// Rewrites each segment of the path.
fn rewritten(mut request: Request, spell: fn(&str) -> String) -> Request {
    let sent = request.uri().clone();
    let path: String = segments(sent.path())
        .iter()
        .map(|segment| format!("/{}", encoded(&spell(segment))))
        .collect();
    // Segments are percent-encoded, so the path is always valid.
    let path = PathAndQuery::try_from(path).unwrap_or_else(|_| PathAndQuery::from_static("/"));
    *request.uri_mut() = Uri::from(path);
    request.extensions_mut().insert(OriginalUri(sent));
    request
}

/// Encodes a segment in its only spelling. An empty segment becomes a character, because a route parameter does not
/// match an empty segment.
fn encoded(segment: &str) -> String {
    match segment {
        "" => "%00".to_owned(),
        _ => utf8_percent_encode(segment, ESCAPED).to_string(),
    }
}

/// Characters that are percent-encoded in a segment.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn routed(spell: fn(Request) -> Request, sent: &str) -> String {
        let request = Request::builder().uri(sent).body(Body::empty()).unwrap();
        let request = spell(request);
        let OriginalUri(original) = request.extensions().get().unwrap();
        assert_eq!(original.to_string(), sent);
        request.uri().to_string()
    }

    #[test]
    fn path_without_case_is_lower_case() {
        let sent = "/ACME/_apis/connectionData?A=b";
        assert_eq!(routed(without_case, sent), "/acme/_apis/connectiondata");
        assert_eq!(routed(with_case, sent), "/ACME/_apis/connectionData");
    }

    #[test]
    fn leading_and_trailing_slashes_are_ignored() {
        assert_eq!(routed(with_case, "//acme//"), "/acme");
        assert_eq!(routed(with_case, "/acme//x"), "/acme/%00/x");
    }

    #[test]
    fn escape_has_one_spelling() {
        assert_eq!(
            routed(with_case, "/%5Fapis/a%2fb/%zz"),
            "/_apis/a%2Fb/%25zz"
        );
    }
}
