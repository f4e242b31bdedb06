//! Why a source cannot be used: it is not here, or it is here and broken.

use patless_catalogue::Cause;

use super::name::SourceName;

/// A source cannot be used.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// It is not here. An automatic selection goes on to the next.
    #[error(transparent)]
    NotHere(#[from] NotHere),
    /// None of them is here. What shows that of each.
    #[error("no source of identity was found")]
    Nowhere(Vec<NotHere>),
    /// It is here, and something about it is wrong. An automatic selection stops: the user meant this one.
    #[error(transparent)]
    Broken(#[from] Broken),
}

impl SourceError {
    /// Why it cannot be used.
    pub fn cause(&self) -> Cause {
        match self {
            Self::NotHere(_) | Self::Nowhere(_) => Cause::NoSource,
            Self::Broken(broken) => broken.cause,
        }
    }
}

/// There is no such source here.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{source_name}: {reason}")]
#[non_exhaustive]
pub struct NotHere {
    /// The source.
    pub source_name: SourceName,
    /// What shows that, such as `AZURE_CLIENT_SECRET is not set`.
    pub reason: String,
}

/// A source is here, and gives no token until something is fixed.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{reason}")]
#[non_exhaustive]
pub struct Broken {
    /// The source.
    pub source_name: SourceName,
    /// What is wrong.
    pub cause: Cause,
    /// What was found, on one line and without a secret.
    pub reason: String,
}

impl NotHere {
    /// Says what shows that the source is not here.
    pub(crate) fn new(source_name: SourceName, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self {
            source_name,
            reason,
        }
    }
}

impl Broken {
    /// Says what is wrong with a source, and what was found. `reason` is one line and holds no secret.
    pub(crate) fn new(source_name: SourceName, cause: Cause, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self {
            source_name,
            cause,
            reason,
        }
    }
}
