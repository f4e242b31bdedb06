//! The one list of statuses that mean that a server or a proxy is unavailable.

/// Returns whether a status (RFC 9110 §15, RFC 6585 §4) is about the server's state and not about the request.
pub(crate) const fn is_unavailable(status: u16) -> bool {
    matches!(status, 408 | 429 | 500..=599)
}
