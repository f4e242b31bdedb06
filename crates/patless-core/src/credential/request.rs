//! A request for an access token to a credential.

use std::time::Duration;

use crate::retry::deadline::Deadline;
use crate::scope::Scope;

/// The requirements for an access token.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TokenRequest {
    /// The scope.
    pub scope: Scope,
    /// The minimum lifetime, from now on. Default: any.
    pub minimum_lifetime: Duration,
    /// When to give up.
    pub deadline: Deadline,
}

impl TokenRequest {
    /// Requests a token with any lifetime.
    pub fn new(scope: Scope, deadline: Deadline) -> Self {
        Self {
            scope,
            minimum_lifetime: Duration::ZERO,
            deadline,
        }
    }

    /// Waits longer if a person has to sign in.
    pub(super) fn with_time_for(&self, person: Option<Duration>) -> Self {
        let mut request = self.clone();
        if let Some(time) = person {
            request.deadline = request.deadline.with_time_for_a_person(time);
        }
        request
    }

    /// Requires this minimum lifetime.
    #[must_use]
    pub fn with_minimum_lifetime(self, minimum_lifetime: Duration) -> Self {
        Self {
            minimum_lifetime,
            ..self
        }
    }
}
