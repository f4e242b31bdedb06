//! The keeper of this job: a process that `Patless@1` has left with `keepFresh`, and that gives fresh access tokens.
//!
//! It is found by `PATLESS_KEEPER`, the private folder in which it listens. A printed line can set that variable, as it can any
//! other that names a source. So the folder counts only where nobody but this user can have put anything into it.

mod address;
mod asking;
mod problem;
mod telling;

use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde::Deserialize;
use serde_json::Value;
use zeroize::Zeroizing;

use super::error::{Broken, NotHere, SourceError};
use super::managed_identity::expiry::lifetime;
use super::name::SourceName;
use super::search::Search;
use crate::context::Context;
use crate::environment::variables::PATLESS_KEEPER;
use crate::error::{Misconfigured, TokenError, Unreadable};
use crate::exchange::{AccessToken, Issue, Lifetime, own_words};
use crate::http::Response;
use crate::scope::Scope;
use patless_catalogue::identifiers::{ClientId, TenantId};
use patless_catalogue::{Cause, Server};

use address::Address;
use asking::ask;
use problem::{broken, gone};
pub use telling::{KeeperReport, stop_keeper, tell_keeper_of_refusal};

/// The keeper of this job.
#[derive(Clone, Debug)]
pub(crate) struct Keeper {
    address: Address,
    /// How long each token must be valid.
    minimum_lifetime: Duration,
}

/// The fields of an answer that are read. Others are ignored.
#[derive(Deserialize)]
struct Reply {
    access_token: Option<Zeroizing<String>>,
    client_id: Option<String>,
    tenant_id: Option<String>,
    expires_on: Option<Value>,
    message: Option<String>,
    cause: Option<String>,
}

/// Finds the keeper.
///
/// # Errors
/// It is not here if no variable names it, or if the user asks for an identity by its ids: the keeper has one of its own. It is
/// broken if its folder is not private, or it is gone.
pub(crate) fn find(search: &Search<'_>) -> Result<Keeper, SourceError> {
    let name = SourceName::Keeper;
    let folder = search.required(name, &PATLESS_KEEPER)?;
    if search.is_automatic() && search.request.names_somebody() {
        let reason = "another identity is asked for by its ids";
        return Err(NotHere::new(name, reason).into());
    }
    Ok(Keeper {
        address: Address::find(folder)?,
        minimum_lifetime: search.token.minimum_lifetime,
    })
}

impl Keeper {
    /// Requests an access token, once. The keeper has tried for as long as it is worth it.
    pub(crate) async fn access_token(
        &self,
        context: &Context,
        scope: &Scope,
        limit: Duration,
    ) -> Result<AccessToken, TokenError> {
        let minimum_s = self.minimum_lifetime.as_secs().to_string();
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("resource", scope.resource())
            .append_pair("minimum_lifetime", &minimum_s)
            .finish();
        let clock = &**context.clock();
        let sent_at = clock.now();
        let asked = ask(&self.address, Method::GET, "token", &query, sent_at);
        let answer = match clock.timeout(limit, asked).await {
            Some(Ok(answer)) => answer,
            Some(Err(error)) => return Err(gone(&self.address, &error.to_string()).into()),
            None => return Err(gone(&self.address, "no answer in time").into()),
        };
        read(&answer, scope)
    }
}

/// Reads an access token, or why there is none.
fn read(answer: &Response, scope: &Scope) -> Result<AccessToken, TokenError> {
    let missing = |missing| Unreadable::Missing {
        server: Server::ManagedIdentity,
        missing,
        request_id: None,
    };
    let reply: Reply = answer
        .json_object()
        .ok_or_else(|| missing("a JSON object"))?;
    if answer.status != StatusCode::OK {
        let words = own_words(reply.message.as_deref().unwrap_or_default());
        let reason = format!("the keeper of this job gives no token: {words}");
        let mut causes = Cause::ALL.iter().copied();
        let cause = reply
            .cause
            .and_then(|name| causes.find(|it| it.name() == name));
        let cause = cause.unwrap_or(Cause::KeeperRefused);
        return Err(broken(cause, reason).into());
    }
    let lifetime = lifetime(reply.expires_on.as_ref(), None, answer.sent_at);
    let (client, tenant) = (reply.client_id.as_deref(), reply.tenant_id.as_deref());
    let issue = Issue {
        scope: scope.clone(),
        lifetime: Lifetime::For(lifetime.ok_or_else(|| missing("a valid expires_on"))?),
        asked_at: answer.sent_at,
        client: client.and_then(|text| ClientId::parse(text).ok()),
        tenant: tenant.and_then(|text| TenantId::parse(text).ok()),
        request_id: None,
        correlation_id: None,
    };
    let token = reply.access_token.unwrap_or_default();
    AccessToken::parse(token, issue)
        .ok_or_else(|| missing("an access_token that a header can carry").into())
}

impl From<Broken> for TokenError {
    fn from(broken: Broken) -> Self {
        Self::Misconfigured(Misconfigured::Source(broken))
    }
}
