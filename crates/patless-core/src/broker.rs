//! Owns the order of things: one assertion, then one exchange for each scope, on one budget of time.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;

use crate::assertion::{Assertion, AssertionError, request_assertion};
use crate::clock::Clock;
use crate::environment::{Environment, EnvironmentError};
use crate::exchange::{AccessToken, ExchangeError, request_access_token};
use crate::http::HttpClient;
use crate::identifiers::ServiceConnectionId;
use crate::job::Job;
use crate::retry::Budget;
use crate::scope::Scope;
use crate::service_connection::ServiceConnection;
use crate::trust::tls_config;

/// How long things may take.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Limits {
    /// All requests of a step together, waits between attempts included. Default 30 s.
    pub total: Duration,
    /// One attempt at one request, connecting included. Default 10 s.
    pub attempt: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            total: Duration::from_secs(30),
            attempt: Duration::from_secs(10),
        }
    }
}

impl Limits {
    /// Sets the time that all requests have together.
    #[must_use]
    pub fn with_total(self, total: Duration) -> Self {
        Self { total, ..self }
    }
}

/// Turns the identity of a job into access tokens.
#[derive(Debug)]
pub struct Broker {
    http: HttpClient,
    clock: Arc<dyn Clock>,
    budget: Budget,
}

impl Broker {
    /// Makes a broker that trusts the CAs of the machine and of `environment`. The budget of time starts here.
    pub fn new(
        environment: &Environment,
        clock: Arc<dyn Clock>,
        limits: Limits,
    ) -> Result<Self, EnvironmentError> {
        let http = HttpClient::new(tls_config(environment)?);
        let budget = Budget::start(clock.clone(), limits.total, limits.attempt);
        Ok(Self {
            http,
            clock,
            budget,
        })
    }

    /// Asks Azure DevOps for an assertion about a service connection.
    pub async fn assertion(
        &self,
        job: &Job,
        connection: ServiceConnectionId,
    ) -> Result<Assertion, AssertionError> {
        tracing::debug!(
            url.host = job.request_url().host_str(),
            "asking Azure DevOps for an assertion about {connection}"
        );
        let assertion = self
            .budget
            .spend("assertion", async |limit| {
                request_assertion(&self.http, job, connection, limit, self.clock.now()).await
            })
            .await?;
        let claims = assertion.claims();
        tracing::debug!(
            issuer = claims.issuer,
            subject = claims.subject,
            audience = claims.audience,
            expires_on = claims.expires_on,
            request_id = assertion.request_id(),
            "Azure DevOps gave an assertion"
        );
        Ok(assertion)
    }

    /// Trades one assertion for an access token a scope, all at once. The results are in the order of the scopes.
    pub async fn exchange(
        &self,
        connection: &ServiceConnection,
        assertion: &Assertion,
        scopes: &[Scope],
    ) -> Vec<Result<AccessToken, ExchangeError>> {
        join_all(
            scopes
                .iter()
                .map(|scope| self.exchange_one(connection, assertion, scope)),
        )
        .await
    }

    async fn exchange_one(
        &self,
        connection: &ServiceConnection,
        assertion: &Assertion,
        scope: &Scope,
    ) -> Result<AccessToken, ExchangeError> {
        let (tenant, client) = (connection.tenant(), connection.client());
        tracing::debug!(
            url.host = connection.token_endpoint().host_str(),
            "asking tenant {tenant} for {scope} as client {client}"
        );
        let token = self
            .budget
            .spend("exchange", async |limit| {
                request_access_token(
                    &self.http,
                    connection,
                    assertion,
                    scope,
                    limit,
                    self.clock.now(),
                )
                .await
            })
            .await?;
        tracing::debug!(
            correlation_id = token.correlation_id(),
            request_id = token.request_id(),
            "Entra gave an access token for {scope} that lives {} s",
            token.lifetime().as_secs()
        );
        Ok(token)
    }
}
