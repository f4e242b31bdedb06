//! Why a program gave no token.

use crate::error::{Misconfigured, TokenError};
use crate::source::error::{Broken, NotHere, SourceError};
use crate::source::search::Search;

/// A program gave no token.
#[derive(Debug)]
pub(in crate::source) enum ToolFailure {
    /// Nobody is signed in to it.
    NotSignedIn {
        failure: Broken,
        /// What shows that, for an automatic selection.
        not_here: NotHere,
    },
    /// Something else is wrong.
    Broken(Broken),
}

impl From<Broken> for ToolFailure {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

impl ToolFailure {
    /// What it means where the source is looked for: an automatic selection goes on if nobody is signed in.
    pub(in crate::source) fn while_searching(self, search: &Search<'_>) -> SourceError {
        match self {
            Self::NotSignedIn { not_here, .. } if search.is_automatic() => not_here.into(),
            Self::NotSignedIn { failure, .. } | Self::Broken(failure) => failure.into(),
        }
    }
}

impl From<ToolFailure> for TokenError {
    fn from(failure: ToolFailure) -> Self {
        match failure {
            ToolFailure::NotSignedIn { failure, .. } | ToolFailure::Broken(failure) => {
                Self::Misconfigured(Misconfigured::Source(failure))
            }
        }
    }
}
