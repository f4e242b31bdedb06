//! Context: what all requests share, whoever makes them: connections, the clock, and how servers are reached.

use std::sync::Arc;

use url::Url;

use crate::clock::Clock;
use crate::environment::Environment;
use crate::http::{HttpClient, NetworkError};
use crate::network::Network;
use crate::retry::deadline::Deadline;

/// The way to the servers. A clone is the same one.
///
/// It holds no time: each request has a [`Deadline`] of its own, however long the context has been there.
#[derive(Clone, Debug)]
pub struct Context {
    network: Arc<Network>,
    clock: Arc<dyn Clock>,
}

impl Context {
    /// Takes proxy, trusted CAs and client certificate from `environment`. Files are waited for until `deadline`.
    ///
    /// `servers` are where requests will go: a connection to each is begun at once, twice where it is listed twice, but
    /// not through a proxy that is given a password. It carries nothing before its request.
    pub async fn open(
        environment: &Environment,
        clock: Arc<dyn Clock>,
        deadline: &Deadline,
        servers: &[Url],
    ) -> Result<Self, NetworkError> {
        let network = Network::open(environment, Arc::clone(&clock), deadline, servers).await?;
        Ok(Self {
            network: Arc::new(network),
            clock,
        })
    }

    /// How servers are reached, by name: the proxy, where one is set, whom we trust, and the client certificate. No secret.
    pub fn settings(&self) -> &[(&'static str, String)] {
        self.network.settings()
    }

    pub(crate) fn http(&self) -> &HttpClient {
        &self.network.http
    }

    pub(crate) fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }
}
