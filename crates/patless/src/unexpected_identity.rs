//! The error for an identity that is somebody else than it must be.

/// The identity is somebody else, or nothing shows who it is.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the {what} of the identity is {}, not {expected} as expected", found.as_deref().unwrap_or("not known"))]
pub struct UnexpectedIdentity {
    /// What is compared: `tenant`, `subject`.
    pub(crate) what: &'static str,
    /// What it must be.
    pub(crate) expected: String,
    /// What it is. `None`: not known.
    pub(crate) found: Option<String>,
}
