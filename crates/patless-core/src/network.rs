//! What all requests of a step share: connections, and one budget of time.

use std::sync::Arc;

use url::Url;

use crate::clock::Clock;
use crate::environment::Environment;
use crate::http::{HttpClient, NetworkError, ProxySettings, Tls};
use crate::job::anchor_origin;
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
    /// `servers` are where requests will go: a connection to each is begun once it is known whom to trust, twice where it is
    /// listed twice, but not through a proxy that is given a password. It carries nothing before its request.
    pub async fn open(
        environment: &Environment,
        clock: Arc<dyn Clock>,
        limits: Limits,
        servers: &[&Url],
    ) -> Result<Self, NetworkError> {
        let budget = Budget::start(Arc::clone(&clock), limits);
        let proxy = ProxySettings::from_environment(environment)?;
        let mut settings = Vec::new();
        if let Some(proxy) = &proxy {
            let proxy = proxy.in_words();
            tracing::info!("the proxy {proxy} is used");
            settings.push(("proxy", proxy));
        }
        let organization = anchor_origin(environment);
        let limit = || budget.reading_limit();
        let tls = Tls::from_environment(environment, organization, proxy.as_ref(), limit).await?;
        settings.extend_from_slice(tls.in_words());
        let http = HttpClient::new(proxy, tls, Arc::clone(&clock))?;
        for server in servers {
            http.open_ahead(server);
        }
        Ok(Self {
            http,
            clock,
            budget,
            settings,
        })
    }

    /// How servers are reached, by name: the proxy, where one is set, whom we trust, and the client certificate. No secret.
    pub fn settings(&self) -> &[(&'static str, String)] {
        &self.settings
    }
}
