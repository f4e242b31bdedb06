//! Ids that can be recognized in a log although they are masked.

/// Shows how an id begins, beside the id: the agent masks the client id of a service connection, though it is no secret.
pub(crate) fn recognizable(id: &str) -> String {
    format!(
        "{id} (begins with {})",
        id.split('-').next().unwrap_or_default()
    )
}
