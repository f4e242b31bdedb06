//! Owns the order of things: one assertion, then one exchange for each scope, on one budget of time.

use std::cell::Cell;
use std::sync::Arc;

use futures_util::future::join_all;

use crate::assertion::{Assertion, AssertionError, HeldAssertion, request_assertion};
use crate::exchange::{AccessToken, ExchangeError, request_access_token};
use crate::job::Job;
use crate::network::Network;
use crate::retry::{Advice, Retryable as _};
use crate::scope::Scope;
use crate::service_connection::ServiceConnection;

/// Turns the identity of a job into access tokens.
#[derive(Debug)]
pub struct Broker<'a> {
    network: &'a Network,
    job: &'a Job,
    connection: &'a ServiceConnection,
}

impl<'a> Broker<'a> {
    /// Makes a broker for the identity behind a service connection.
    pub fn new(network: &'a Network, job: &'a Job, connection: &'a ServiceConnection) -> Self {
        Self {
            network,
            job,
            connection,
        }
    }

    /// Asks Azure DevOps for an assertion about the service connection.
    pub async fn assertion(&self) -> Result<Assertion, AssertionError> {
        let id = self.connection.id();
        tracing::debug!(
            url.host = self.job.request_url().host_str(),
            "asking Azure DevOps for an assertion about {id}"
        );
        let assertion = self
            .network
            .budget
            .spend("assertion", async |limit| {
                request_assertion(&self.network.http, self.job, id, limit).await
            })
            .await?;
        tracing::debug!(
            issuer = assertion.claims().issuer,
            subject = assertion.claims().subject,
            audience = assertion.claims().audience,
            lifetime_s = assertion.lifetime().map(|lifetime| lifetime.as_secs()),
            request_id = assertion.request_id(),
            "Azure DevOps gave an assertion"
        );
        Ok(assertion)
    }

    /// Trades an assertion for an access token a scope, all at once. The results are in the order of the scopes.
    ///
    /// All share the assertion. Where it is about to expire before an attempt, or Entra finds it too old, they share a new
    /// one, which is shown to `on_new_assertion` before it is used.
    pub async fn exchange(
        &self,
        assertion: Arc<Assertion>,
        scopes: &[Scope],
        on_new_assertion: impl Fn(&Assertion),
    ) -> Vec<Result<AccessToken, ExchangeError>> {
        let held = HeldAssertion::new(Arc::clone(&self.network.clock), assertion);
        let exchanges = scopes
            .iter()
            .map(|scope| self.exchange_one(&held, scope, &on_new_assertion));
        join_all(exchanges).await
    }

    async fn exchange_one(
        &self,
        held: &HeldAssertion,
        scope: &Scope,
        on_new_assertion: &impl Fn(&Assertion),
    ) -> Result<AccessToken, ExchangeError> {
        let (tenant, client) = (self.connection.tenant(), self.connection.client());
        tracing::debug!(
            url.host = self.connection.authority_name(),
            "asking tenant {tenant} for {scope} as client {client}"
        );
        let renew = async || {
            let assertion = self.assertion().await?;
            on_new_assertion(&assertion);
            Ok(assertion)
        };
        // Once: an assertion that is refused again is not what is wrong.
        let renewed = Cell::new(false);
        let attempt = async |limit| {
            let request = async |assertion: &Assertion| {
                request_access_token(&self.network.http, self.connection, assertion, scope, limit)
                    .await
            };
            let assertion = held
                .current(&renew)
                .await
                .map_err(ExchangeError::Assertion)?;
            match request(&assertion).await {
                Err(error)
                    if error.advice() == Advice::FreshAssertion && !renewed.replace(true) =>
                {
                    let other = held.other_than(&assertion, &renew).await;
                    request(&*other.map_err(ExchangeError::Assertion)?).await
                }
                result => result,
            }
        };
        let token = self.network.budget.spend("exchange", attempt).await?;
        tracing::debug!(
            correlation_id = token.correlation_id(),
            request_id = token.request_id(),
            "Entra gave an access token for {scope} that lives {} s",
            token.lifetime().as_secs()
        );
        Ok(token)
    }
}
