//! The identity of a service connection, for which Azure DevOps issues assertions to a job.

pub(crate) mod endpoint;
pub(crate) mod ids;
pub(crate) mod job;
pub(crate) mod named;
pub(crate) mod organization;

use url::Url;

use crate::assertion::{Assertion, request_assertion};
use crate::context::Context;
use crate::error::TokenError;
use crate::retry::Attempts;
use crate::retry::deadline::Deadline;

use job::Job;
use patless_catalogue::identifiers::ServiceConnectionId;

/// A service connection with federation, and the job that may use it.
#[derive(Clone, Debug)]
pub(crate) struct Connection {
    job: Job,
    id: ServiceConnectionId,
}

impl Connection {
    pub(super) fn new(job: Job, id: ServiceConnectionId) -> Self {
        Self { job, id }
    }

    pub(super) fn id(&self) -> ServiceConnectionId {
        self.id
    }

    /// The URL of the assertion endpoint.
    pub(super) fn url(&self) -> &Url {
        self.job.request_url()
    }

    /// Asks Azure DevOps for an assertion about the service connection.
    pub(super) async fn assertion(
        &self,
        context: &Context,
        deadline: &Deadline,
    ) -> Result<Assertion, TokenError> {
        let id = self.id;
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
}
