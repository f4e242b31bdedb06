//! Context: what all requests share: connections, the clock, and the network settings.

use std::sync::Arc;

use url::Url;

use crate::clock::Clock;
use crate::environment::Environment;
use crate::http::{HttpClient, NetworkError, ProxySettings, Tls};
use crate::retry::deadline::Deadline;
use crate::source::connection::organization::anchor_origin;

/// The shared connections and network settings. A clone shares them.
///
/// It has no deadline: each request has its own [`Deadline`], however old the context is.
#[derive(Clone, Debug)]
pub struct Context {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    http: HttpClient,
    clock: Arc<dyn Clock>,
    settings: Vec<(&'static str, String)>,
}

impl Context {
    /// Reads proxy, trusted CAs and client certificate from `environment`. Files are read until `deadline`.
    pub async fn open(
        environment: &Environment,
        clock: Arc<dyn Clock>,
        deadline: &Deadline,
    ) -> Result<Self, NetworkError> {
        let proxy = ProxySettings::from_environment(environment)?;
        let mut settings = Vec::new();
        if let Some(proxy) = &proxy {
            let proxy = proxy.in_words();
            tracing::info!("using the proxy {proxy}");
            settings.push(("proxy", proxy));
        }
        let organization = anchor_origin(environment);
        let limit = || deadline.reading_limit();
        let tls = Tls::from_environment(environment, organization, proxy.as_ref(), limit).await?;
        settings.extend_from_slice(tls.in_words());
        let http = HttpClient::new(proxy, tls, Arc::clone(&clock))?;
        let shared = Shared {
            http,
            clock,
            settings,
        };
        Ok(Self {
            shared: Arc::new(shared),
        })
    }

    /// Starts opening a connection to each of `servers`, two if a server is listed twice, but not through a proxy with a
    /// password. Nothing is sent before the request.
    ///
    /// For use before the first request, when the servers are already known: see
    /// [`Source::servers`](crate::Source::servers). It spawns tokio tasks, and must be called
    /// within a tokio runtime.
    pub fn open_ahead(&self, servers: &[Url]) {
        for server in servers {
            self.shared.http.open_ahead(server);
        }
    }

    /// The network settings, by name: the proxy, if one is set, the trusted CAs, and the client certificate. Not secret.
    pub fn settings(&self) -> &[(&'static str, String)] {
        &self.shared.settings
    }

    pub(crate) fn http(&self) -> &HttpClient {
        &self.shared.http
    }

    pub(crate) fn clock(&self) -> &Arc<dyn Clock> {
        &self.shared.clock
    }
}
