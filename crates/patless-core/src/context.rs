//! Context: what all requests share, whoever makes them: connections, the clock, and how servers are reached.

use std::sync::Arc;

use url::Url;

use crate::clock::Clock;
use crate::environment::Environment;
use crate::http::{HttpClient, NetworkError, ProxySettings, Tls};
use crate::retry::deadline::Deadline;
use crate::source::connection::organization::anchor_origin;

/// The way to the servers. A clone is the same one.
///
/// It holds no time: each request has a [`Deadline`] of its own, however long the context has been there.
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
    /// Takes proxy, trusted CAs and client certificate from `environment`. Files are waited for until `deadline`.
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

    /// Begins a connection to each of `servers`, twice where one is listed twice, but not through a proxy that is given a
    /// password. It carries nothing before its request.
    ///
    /// For before the first request, where it is known whither requests will go: see
    /// [`Source::servers`](crate::Source::servers). It begins tasks of tokio, and has to be called within its runtime.
    pub fn open_ahead(&self, servers: &[Url]) {
        for server in servers {
            self.shared.http.open_ahead(server);
        }
    }

    /// How servers are reached, by name: the proxy, where one is set, whom we trust, and the client certificate. No secret.
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
