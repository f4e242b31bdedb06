//! Reads the answer of a host of managed identities.

use reqwest::StatusCode;
use serde::Deserialize;
use serde_json::Value;
use zeroize::Zeroizing;

use super::choice::{Choice, Said};
use super::expiry::lifetime;
use super::host::Host;
use super::refusal::HostRefusal;
use crate::error::{Misconfigured, Refused, TokenError, Unavailable, Unreadable};
use crate::exchange::{AccessToken, Issue, Lifetime};
use crate::http::{Response, is_unavailable};
use crate::scope::Scope;
use crate::source::error::Broken;
use crate::source::name::SourceName;
use patless_catalogue::identifiers::ClientId;
use patless_catalogue::text::one_line;
use patless_catalogue::{Cause, Server};

/// What is known when an answer is read.
pub(super) struct Reading<'a> {
    pub(super) host: &'a Host,
    pub(super) choice: &'a Choice,
    pub(super) scope: &'a Scope,
}

/// The fields of a success that are kept. Others are ignored.
#[derive(Deserialize)]
struct Reply {
    access_token: Option<Zeroizing<String>>,
    client_id: Option<String>,
    object_id: Option<String>,
    msi_res_id: Option<String>,
    expires_on: Option<Value>,
    expires_in: Option<Value>,
}

impl Reading<'_> {
    /// Reads an access token, or why there is none.
    pub(super) fn read(&self, answer: &Response) -> Result<AccessToken, TokenError> {
        if answer.status == StatusCode::OK && answer.is_json() {
            return self.success(answer);
        }
        let server = Server::ManagedIdentity;
        let status = answer.status.as_u16();
        let id = answer.header("x-ms-request-id").map(|id| one_line(id, 80));
        // With 500, App Service says in words what it means: an unknown resource, too.
        let is_busy = self.host.is_updating(status) || (is_unavailable(status) && status != 500);
        let has_words = (400..=500).contains(&status) && !is_busy;
        if has_words && let Some(refusal) = self.refusal(answer) {
            return Err(Refused::ManagedIdentity(Box::new(refusal)).into());
        }
        Err(if is_busy || status == 500 {
            Unavailable::read(answer, server, id).into()
        } else {
            Unreadable::form(answer, server, id).into()
        })
    }

    fn refusal(&self, answer: &Response) -> Option<HostRefusal> {
        HostRefusal::read(answer, self.host.name(), self.choice.to_string())
    }

    fn success(&self, answer: &Response) -> Result<AccessToken, TokenError> {
        let missing = |missing| Unreadable::Missing {
            server: Server::ManagedIdentity,
            missing,
            request_id: None,
        };
        let reply: Reply = answer
            .json_object()
            .ok_or_else(|| missing("a JSON object"))?;
        let client = reply.client_id.as_deref();
        let client = client.and_then(|text| ClientId::parse(text).ok());
        self.refuse_another(&Said {
            client,
            object: reply.object_id.as_deref(),
            resource: reply.msi_res_id.as_deref(),
        })?;
        let token = reply
            .access_token
            .filter(|token| !token.is_empty())
            .ok_or_else(|| missing("an access_token"))?;
        let (on, within) = (reply.expires_on.as_ref(), reply.expires_in.as_ref());
        let lifetime = lifetime(on, within, answer.sent_at);
        let issue = Issue {
            scope: self.scope.clone(),
            lifetime: Lifetime::For(lifetime.ok_or_else(|| missing("a valid expires_on"))?),
            asked_at: answer.sent_at,
            client,
            tenant: None,
            request_id: None,
            correlation_id: None,
        };
        AccessToken::parse(token, issue)
            .ok_or_else(|| missing("an access_token that a header can carry").into())
    }

    /// Refuses the token of another identity: the one that was asked for may have fewer rights.
    fn refuse_another(&self, said: &Said<'_>) -> Result<(), TokenError> {
        let choice = self.choice;
        // An older agent of Azure Arc ignores which one is asked for.
        let is_right = match self.host {
            Host::Arc(_) => choice.is_confirmed_by(said),
            _ => choice.agrees_with(said),
        };
        if is_right {
            return Ok(());
        }
        let host = self.host.name();
        let reason = format!("{host} gave the access token of another identity, not of {choice}");
        let cause = Cause::OtherManagedIdentity;
        let broken = Broken::new(SourceName::ManagedIdentity, cause, reason);
        Err(TokenError::Misconfigured(Misconfigured::Source(broken)))
    }
}
