//! An access token that is already in a variable, so that the same script runs where a task has set it and where none has.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use super::error::{Broken, NotHere, SourceError};
use super::name::SourceName;
use crate::error::TokenError;
use crate::exchange::{AccessToken, Issue, Lifetime};
use crate::scope::Scope;
use crate::secret::Secret;
use patless_catalogue::Cause;

/// A variable that holds an access token.
#[derive(Clone, Debug)]
pub struct TokenVariable {
    name: String,
    token: Arc<Secret>,
    /// When the token expires. `None` if nothing says so.
    expires_on: Option<SystemTime>,
}

impl TokenVariable {
    /// Reads the value of the variable `name`, and of `NAME_EXPIRES_ON` beside it, in Unix seconds, as `Patless@1` sets it.
    /// `None`: it is not set.
    ///
    /// # Errors
    /// It is not here if the variable is unset or empty. It is broken if it holds a macro that was not expanded, or text
    /// that is no token.
    pub fn read(
        name: &str,
        text: Option<&str>,
        expires_on: Option<&str>,
    ) -> Result<Self, SourceError> {
        let text = text.map(str::trim).unwrap_or_default();
        if text.is_empty() {
            let reason = format!("the variable {name} is not set");
            return Err(NotHere::new(SourceName::Variable, reason).into());
        }
        if text.starts_with("$(") && text.ends_with(')') {
            let reason = format!("the variable {name} holds the text {text} instead of a token");
            return Err(unusable(reason).into());
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(unusable(of_characters(name)).into());
        }
        let seconds = expires_on.and_then(|text| text.trim().parse().ok());
        let expires_on = seconds
            .map(Duration::from_secs)
            .and_then(|after| SystemTime::UNIX_EPOCH.checked_add(after));
        Ok(Self {
            name: name.to_owned(),
            token: Arc::new(Secret::new(Zeroizing::new(text.to_owned()))),
            expires_on,
        })
    }

    /// Returns the token. What it is for is not known: it is taken to be for `scope`.
    ///
    /// # Errors
    /// It is no text that a header can carry.
    pub fn access_token(&self, scope: &Scope, now: SystemTime) -> Result<AccessToken, TokenError> {
        let issue = Issue {
            scope: scope.clone(),
            lifetime: match self.expires_on {
                None => Lifetime::Unknown,
                Some(end) => Lifetime::For(end.duration_since(now).unwrap_or_default()),
            },
            asked_at: now,
            client: None,
            tenant: None,
            request_id: None,
            correlation_id: None,
        };
        // The text moves on into an access token, which is a secret as well.
        let token = Zeroizing::new(self.token.expose().to_owned());
        AccessToken::parse(token, issue)
            .ok_or_else(|| TokenError::Misconfigured(unusable(of_characters(&self.name)).into()))
    }
}

fn of_characters(name: &str) -> String {
    format!("the variable {name} holds characters that no token has")
}

fn unusable(reason: String) -> Broken {
    Broken::new(SourceName::Variable, Cause::UnusableTokenVariable, reason)
}
