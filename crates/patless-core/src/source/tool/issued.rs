//! The access token that a program printed.

use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use super::Tool;
use super::failure::ToolFailure;
use crate::exchange::{AccessToken, Issue, Lifetime};
use crate::scope::Scope;

impl Tool {
    /// Takes the token that was printed. `now` is when the program was started.
    pub(in crate::source) fn issued(
        &self,
        token: Option<Zeroizing<String>>,
        expires_on: SystemTime,
        scope: &Scope,
        now: SystemTime,
    ) -> Result<AccessToken, ToolFailure> {
        let lifetime = expires_on.duration_since(now).unwrap_or_default();
        if lifetime > LONGEST {
            return Err(self.unreadable("a token that is valid for more than a year"));
        }
        let issue = Issue {
            scope: scope.clone(),
            lifetime: Lifetime::For(lifetime),
            asked_at: now,
            request_id: None,
            correlation_id: None,
        };
        let token = token.and_then(|token| AccessToken::parse(token, issue));
        token.ok_or_else(|| self.unreadable("no token that a header can carry"))
    }
}

/// The longest life of a token that is believed.
const LONGEST: Duration = Duration::from_secs(365 * 86_400);
