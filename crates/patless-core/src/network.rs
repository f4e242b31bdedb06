//! Owns what all requests of a step share: connections, trusted CAs, and one budget of time.

use std::sync::Arc;

use crate::clock::Clock;
use crate::environment::{Environment, EnvironmentError};
use crate::http::HttpClient;
use crate::retry::{Budget, Limits};
use crate::trust::tls_config;

/// The way to the servers.
#[derive(Debug)]
pub struct Network {
    pub(crate) http: HttpClient,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) budget: Budget,
}

impl Network {
    /// Trusts the CAs of the machine and of `environment`. The budget of time starts here.
    pub fn open(
        environment: &Environment,
        clock: Arc<dyn Clock>,
        limits: Limits,
    ) -> Result<Self, EnvironmentError> {
        Ok(Self {
            http: HttpClient::new(tls_config(environment)?, Arc::clone(&clock)),
            budget: Budget::start(Arc::clone(&clock), limits),
            clock,
        })
    }
}
