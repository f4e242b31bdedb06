//! What is asked of a credential.

use std::time::Duration;

use crate::retry::deadline::Deadline;
use crate::scope::Scope;

/// What an access token has to be good for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TokenRequest {
    /// What it is for.
    pub scope: Scope,
    /// How long it has to live, from now on. Default: any time.
    pub minimum_lifetime: Duration,
    /// Until when it is waited for.
    pub deadline: Deadline,
}

impl TokenRequest {
    /// Asks for a token that lives for any time.
    pub fn new(scope: Scope, deadline: Deadline) -> Self {
        Self {
            scope,
            minimum_lifetime: Duration::ZERO,
            deadline,
        }
    }

    /// Asks for a token that lives for so long at least.
    #[must_use]
    pub fn with_minimum_lifetime(self, minimum_lifetime: Duration) -> Self {
        Self {
            minimum_lifetime,
            ..self
        }
    }
}
