//! Owns what all requests of a step share: connections, and one budget of time.

use std::sync::Arc;

use url::Url;

use crate::clock::Clock;
use crate::connector::Connector;
use crate::environment::{Environment, EnvironmentError};
use crate::http::HttpClient;
use crate::http::proxy::ProxySettings;
use crate::http::trust::Tls;
use crate::retry::{Budget, Limits};

/// The way to the servers.
#[derive(Debug)]
pub struct Network {
    pub(crate) http: HttpClient,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) budget: Budget,
    settings: Vec<(&'static str, String)>,
}

impl Network {
    /// Takes proxy, trusted CAs and client certificate from `environment`. The budget of time starts here.
    ///
    /// `servers` are where requests will go: a connection to each is begun at once, twice where it is listed twice, but
    /// not through a proxy that is given a password. It carries nothing before its request.
    pub async fn open(
        environment: &Environment,
        clock: Arc<dyn Clock>,
        limits: Limits,
        servers: &[&Url],
    ) -> Result<Self, EnvironmentError> {
        let budget = Budget::start(Arc::clone(&clock), limits);
        let proxy = ProxySettings::from_environment(environment)?;
        let mut settings = Vec::new();
        if let Some(proxy) = &proxy {
            let proxy = proxy.in_words();
            tracing::info!("the proxy {proxy} is used");
            settings.push(("proxy", proxy));
        }
        let connector = Connector::new(proxy, Arc::clone(&clock));
        for server in servers {
            connector.open_ahead(server);
        }
        // Reading the CAs takes longer than anything else here, so that the network is asked first.
        let tls = Tls::from_environment(environment, &budget).await?;
        settings.extend_from_slice(tls.in_words());
        connector.trust(tls);
        Ok(Self {
            http: HttpClient::new(connector, Arc::clone(&clock)),
            budget,
            clock,
            settings,
        })
    }

    /// How servers are reached, by name: the proxy, where one is set, whom we trust, and the client certificate. No secret.
    pub fn settings(&self) -> &[(&'static str, String)] {
        &self.settings
    }
}
