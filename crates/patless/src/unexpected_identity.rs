//! The error for an identity that is somebody else than it must be.

/// The identity is somebody else, or nothing shows who it is.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the {what} of the identity is {}, not {expected} as expected", found.as_deref().unwrap_or("not known"))]
pub struct UnexpectedIdentity {
    what: &'static str,
    expected: String,
    /// `None`: not known.
    found: Option<String>,
}

impl UnexpectedIdentity {
    /// Says what is compared, such as `tenant`, what it must be, and what it is. `None`: not known.
    pub fn new(what: &'static str, expected: String, found: Option<String>) -> Self {
        Self {
            what,
            expected,
            found,
        }
    }
}
