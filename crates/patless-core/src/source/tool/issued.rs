//! The access token that a program printed.

use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use super::Tool;
use super::failure::ToolFailure;
use crate::exchange::{AccessToken, Issue, Lifetime};
use crate::scope::Scope;
use patless_catalogue::identifiers::TenantId;

/// What a program printed.
pub(in crate::source) struct Issued<'a> {
    /// The token. `None` if there was none.
    pub(in crate::source) token: Option<Zeroizing<String>>,
    /// When it expires.
    pub(in crate::source) expires_on: SystemTime,
    /// The tenant that issued it. `None` if the program does not say so.
    pub(in crate::source) tenant: Option<TenantId>,
    /// What it is for.
    pub(in crate::source) scope: &'a Scope,
    /// When the program was started.
    pub(in crate::source) now: SystemTime,
}

impl Tool {
    /// Takes the token that was printed.
    pub(in crate::source) fn issued(&self, issued: Issued<'_>) -> Result<AccessToken, ToolFailure> {
        let Issued {
            token,
            expires_on,
            tenant,
            scope,
            now,
        } = issued;
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
            client: None,
            tenant,
        };
        let token = token.and_then(|token| AccessToken::parse(token, issue));
        token.ok_or_else(|| self.unreadable("no token that a header can carry"))
    }
}

/// The longest life of a token that is believed.
const LONGEST: Duration = Duration::from_secs(365 * 86_400);
