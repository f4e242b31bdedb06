//! Device code: a user who signs in on another device, for a machine with neither a browser nor Azure CLI.
//!
//! Wire: RFC 8628, <https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code>.

mod page;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;

use super::application::Application;
use super::error::{Broken, NotHere, SourceError};
use super::name::SourceName;
use super::prompt::{Prompt, SignIn};
use super::search::Search;
use crate::cloud::Cloud;
use crate::context::Context;
use crate::environment::variables::CI;
use crate::error::{Misconfigured, TokenError};
use crate::exchange::{AccessToken, DeviceCode as Code, Grant, Proof};
use crate::exchange::{request_access_token, request_device_code};
use crate::retry::deadline::Limits;
use crate::retry::{Advice, Retryable as _};
use crate::scope::Scope;
use patless_catalogue::Cause;
use patless_catalogue::identifiers::{ClientId, TenantId};

/// A sign-in on another device. Each access token needs one: no refresh token is asked for, so that nothing outlives the
/// token.
#[derive(Clone, Debug)]
pub struct DeviceCode {
    application: Application,
    prompt: Prompt,
    /// A person does one sign-in after the other.
    turn: Arc<Mutex<()>>,
}

impl DeviceCode {
    /// Finds out whether somebody can be asked. No request is sent.
    ///
    /// # Errors
    /// It is not here without a [`Prompt`], and an automatic selection passes it over in CI.
    pub(crate) fn find(search: &Search<'_>) -> Result<Self, SourceError> {
        let name = SourceName::DeviceCode;
        if search.is_automatic() {
            let is_set = |text: &str| !text.eq_ignore_ascii_case("false");
            if search.environment.is_of_job() {
                let reason = "this is an Azure Pipelines job, where nobody can sign in";
                return Err(NotHere::new(name, reason).into());
            }
            if search.environment.variable(&CI).is_some_and(is_set) {
                let reason = "CI is set, and in CI nobody can sign in";
                return Err(NotHere::new(name, reason).into());
            }
        }
        let prompt = search.request.prompt.clone().ok_or_else(|| {
            let reason = "standard error is no terminal, so that nobody would see the code";
            NotHere::new(name, reason)
        })?;
        let broken = |cause, reason| Broken::new(name, cause, reason);
        let authority = search
            .authority()
            .map_err(|error| broken(error.cause(), error.to_string()))?;
        let invalid = |error: patless_catalogue::identifiers::InvalidIdentifier| {
            broken(Cause::WrongEnvironment, error.to_string())
        };
        let tenant = match search.tenant(name)? {
            Some(tenant) => tenant,
            None => TenantId::parse(ANY_TENANT).map_err(invalid)?,
        };
        // AZURE_CLIENT_ID is typically that of a managed identity or an application with a secret.
        let client = match search.request.client {
            Some(client) => client,
            None => ClientId::parse(AZURE_CLI).map_err(invalid)?,
        };
        let cloud = authority.cloud().cloned().unwrap_or(Cloud::Public);
        Ok(Self {
            application: Application::new(tenant, client, authority, cloud),
            prompt,
            turn: Arc::default(),
        })
    }

    pub(crate) fn cloud(&self) -> &Cloud {
        self.application.cloud()
    }

    /// Asks a person to sign in, and waits until they have: as long as the code can be entered. `limit` is for one request.
    ///
    /// Until the person is asked, a failure may be tried again; after that, only what is final comes back.
    pub(crate) async fn access_token(
        &self,
        context: &Context,
        scope: &Scope,
        limit: Duration,
    ) -> Result<AccessToken, TokenError> {
        let _turn = self.turn.lock().await;
        let grant = self.grant(&Proof::None, scope);
        let code = request_device_code(context.http(), grant, limit).await?;
        let page = page::checked(&code.page, &self.application);
        self.prompt.show(&SignIn {
            page: page.map_err(of_source)?,
            code: code.user_code.clone(),
            expires_in: code.expires_in,
        });
        // The budget of the request may be almost spent: that says nothing about the servers.
        let limit = limit.max(Limits::default().attempt);
        self.signed_in(context, scope, code, limit).await
    }

    /// Asks for the token until it is there. RFC 8628 §3.4 and §3.5.
    async fn signed_in(
        &self,
        context: &Context,
        scope: &Scope,
        code: Code,
        limit: Duration,
    ) -> Result<AccessToken, TokenError> {
        let clock = context.clock();
        let end = clock.elapsed() + code.expires_in;
        let mut interval = code.interval;
        let proof = Proof::DeviceCode(code.secret.into());
        while clock.elapsed() + interval < end {
            clock.wait(interval).await;
            let grant = self.grant(&proof, scope);
            match request_access_token(context.http(), grant, limit).await {
                Ok(token) => return Ok(token),
                Err(error) => interval = next(interval, &error).ok_or(error)?,
            }
        }
        let seconds = code.expires_in.as_secs();
        let reason = format!("nobody entered the code within {seconds} s");
        let cause = Cause::DeviceCodeExpired;
        Err(of_source(Broken::new(
            SourceName::DeviceCode,
            cause,
            reason,
        )))
    }

    fn grant<'a>(&'a self, proof: &'a Proof, scope: &'a Scope) -> Grant<'a> {
        Grant {
            application: &self.application,
            proof,
            scope,
            connection: None,
        }
    }
}

/// How long to wait after an answer without a token. `None` if it is final.
fn next(interval: Duration, error: &TokenError) -> Option<Duration> {
    match error.rejection().map(|it| it.error.as_str()) {
        Some("authorization_pending") => Some(interval),
        Some("slow_down") => Some(interval + SLOW_DOWN),
        _ => match error.advice() {
            // RFC 8628 §3.5: wait longer each time.
            Advice::TryAgain => Some((interval * 2).min(LONGEST_INTERVAL)),
            Advice::TryAgainAfter(asked) => Some(interval.max(asked)),
            Advice::GiveUp | Advice::FreshAssertion | Advice::WaitForPropagation => None,
        },
    }
}

fn of_source(broken: Broken) -> TokenError {
    TokenError::Misconfigured(Misconfigured::Source(broken))
}

/// The most time that a person may take for all sign-ins that one request has to wait for.
pub(crate) const TIME_FOR_A_PERSON: Duration = Duration::from_secs(3_600);

/// Every tenant of a work or school account.
const ANY_TENANT: &str = "organizations";

/// Azure CLI's own public client, which the Azure SDKs use as well. Tenants that allow only known applications may block it:
/// then `--client` names one of theirs.
const AZURE_CLI: &str = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

/// How much longer the interval is after `slow_down`, for good (RFC 8628 §3.5).
const SLOW_DOWN: Duration = Duration::from_secs(5);

/// The longest interval after failures to connect.
const LONGEST_INTERVAL: Duration = Duration::from_secs(60);
