//! The identity of a service connection, for which Azure DevOps issues assertions to a job.

pub(crate) mod endpoint;
pub(crate) mod job;
pub(crate) mod organization;

use url::Url;

use crate::assertion::{Assertion, request_assertion};
use crate::context::Context;
use crate::error::TokenError;
use crate::origin::host_and_port;
use crate::retry::Attempts;
use crate::retry::deadline::Deadline;

use endpoint::ServiceConnection;
use job::Job;

/// A service connection, and the job that may use it.
#[derive(Clone, Debug)]
pub struct Connection {
    job: Job,
    service_connection: ServiceConnection,
}

impl Connection {
    /// Uses the identity of `service_connection` on behalf of `job`.
    pub fn new(job: Job, service_connection: ServiceConnection) -> Self {
        Self {
            job,
            service_connection,
        }
    }

    /// The service connection.
    pub fn service_connection(&self) -> &ServiceConnection {
        &self.service_connection
    }

    /// Azure DevOps once, and Entra once per token: HTTP/1.1 handles one request at a time on a connection.
    pub(super) fn servers(&self, tokens: usize) -> Vec<Url> {
        let entra = self.service_connection.trusted_authority_host();
        let entra = entra
            .into_iter()
            .cycle()
            .take(tokens.min(MOST_OPENED_AHEAD));
        let servers = [self.job.request_url()].into_iter().chain(entra);
        servers.cloned().collect()
    }

    /// Asks Azure DevOps for an assertion about the service connection.
    pub(super) async fn assertion(
        &self,
        context: &Context,
        deadline: &Deadline,
    ) -> Result<Assertion, TokenError> {
        let id = self.service_connection.id();
        tracing::debug!(
            url.host = self.job.request_url().host_str(),
            "requesting an assertion from Azure DevOps for service connection {id}"
        );
        let http = context.http();
        let mut attempts = Attempts::new("assertion", deadline);
        let assertion = loop {
            match request_assertion(http, &self.job, id, attempts.begin()).await {
                Ok(assertion) => break assertion,
                Err(error) => attempts.pause(error).await?,
            }
        };
        tracing::debug!(
            issuer = assertion.claims().issuer,
            subject = assertion.claims().subject,
            audience = assertion.claims().audience,
            lifetime_s = assertion.lifetime().map(|lifetime| lifetime.as_secs()),
            request_id = assertion.request_id(),
            "Azure DevOps issued an assertion"
        );
        Ok(assertion)
    }

    pub(super) fn assertion_host(&self) -> String {
        host_and_port(self.job.request_url())
    }
}

/// How many connections to Entra are opened before there is an assertion. More tokens share them, or open more later.
const MOST_OPENED_AHEAD: usize = 16;
