//! An id in a form that can be recognized in a log.

/// Shows how an id begins, beside the id: the agent masks the client id of a service connection, though it is no secret.
pub(crate) fn recognizable(id: &str) -> String {
    format!(
        "{id} (begins with {})",
        id.split('-').next().unwrap_or_default()
    )
}
