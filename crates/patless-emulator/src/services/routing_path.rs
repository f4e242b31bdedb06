//! Paths as the routes expect them: without slashes around them, and with one spelling for what means the same.
//!
//! Handlers and journal see the path as it was sent: it is kept as the request's [`OriginalUri`].

use axum::extract::{OriginalUri, Request};
use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::wire::segments;

/// Prepares a request to a host whose paths have case.
pub(super) fn with_case(request: Request) -> Request {
    rewritten(request, ToOwned::to_owned)
}

/// Prepares a request to a host whose paths have no case.
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
    // Escapes and slashes are a path, so it is always one.
    let path = PathAndQuery::try_from(path).unwrap_or_else(|_| PathAndQuery::from_static("/"));
    *request.uri_mut() = Uri::from(path);
    request.extensions_mut().insert(OriginalUri(sent));
    request
}

/// Writes a segment in its one spelling. An empty one is written as a character, because no parameter of a route
/// matches nothing.
fn encoded(segment: &str) -> String {
    match segment {
        "" => "%00".to_owned(),
        _ => utf8_percent_encode(segment, ESCAPED).to_string(),
    }
}

/// All that a segment of a route is not written with.
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
    fn slashes_around_the_path_do_not_count() {
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
