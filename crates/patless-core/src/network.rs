//! How servers are reached: through which proxy, with trust in whom, on which connections.

use std::sync::Arc;

use url::Url;

use crate::clock::Clock;
use crate::connector::Connector;
use crate::deadline::Deadline;
use crate::environment::{Environment, EnvironmentError};
use crate::http::HttpClient;
use crate::proxy::ProxySettings;
use crate::trust::Tls;

/// The way to the servers.
#[derive(Debug)]
pub(crate) struct Network {
    pub(crate) http: HttpClient,
    settings: Vec<(&'static str, String)>,
}

impl Network {
    /// Takes proxy, trusted CAs and client certificate from `environment`, and begins a connection to each of `servers`.
    pub(crate) async fn open(
        environment: &Environment,
        clock: Arc<dyn Clock>,
        deadline: &Deadline,
        servers: &[Url],
    ) -> Result<Self, EnvironmentError> {
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
        let tls = Tls::from_environment(environment, deadline).await?;
        settings.extend_from_slice(tls.in_words());
        connector.trust(tls);
        Ok(Self {
            http: HttpClient::new(connector, clock),
            settings,
        })
    }

    /// How servers are reached, by name.
    pub(crate) fn settings(&self) -> &[(&'static str, String)] {
        &self.settings
    }
}
