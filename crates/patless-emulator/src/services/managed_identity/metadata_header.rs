//! Check of the header `Metadata`, which shows that nobody redirected the request.

use crate::wire::Request;

/// Returns whether a request has the header `Metadata: true`, in lower case.
pub(super) fn is_sent(request: &Request) -> bool {
    request.header("metadata") == Some("true")
}
