//! How servers are reached: through which proxy, with trust in whom, on which connections.

use std::sync::Arc;

use url::Url;

use crate::clock::Clock;
use crate::environment::Environment;
use crate::http::{HttpClient, NetworkError, ProxySettings, Tls};
use crate::retry::deadline::Deadline;
use crate::source::connection::organization::anchor_origin;

/// The way to the servers.
#[derive(Debug)]
pub(crate) struct Network {
    pub(crate) http: HttpClient,
    settings: Vec<(&'static str, String)>,
}

impl Network {
    /// Takes proxy, trusted CAs and client certificate from `environment`.
    ///
    /// `servers` are where requests will go: a connection to each is begun once it is known whom to trust, twice where it is
    /// listed twice, but not through a proxy that is given a password. It carries nothing before its request.
    pub(crate) async fn open(
        environment: &Environment,
        clock: Arc<dyn Clock>,
        deadline: &Deadline,
        servers: &[Url],
    ) -> Result<Self, NetworkError> {
        let proxy = ProxySettings::from_environment(environment)?;
        let mut settings = Vec::new();
        if let Some(proxy) = &proxy {
            let proxy = proxy.in_words();
            tracing::info!("the proxy {proxy} is used");
            settings.push(("proxy", proxy));
        }
        let organization = anchor_origin(environment);
        let limit = || deadline.reading_limit();
        let tls = Tls::from_environment(environment, organization, proxy.as_ref(), limit).await?;
        settings.extend_from_slice(tls.in_words());
        let http = HttpClient::new(proxy, tls, Arc::clone(&clock))?;
        for server in servers {
            http.open_ahead(server);
        }
        Ok(Self { http, settings })
    }

    /// How servers are reached, by name.
    pub(crate) fn settings(&self) -> &[(&'static str, String)] {
        &self.settings
    }
}
