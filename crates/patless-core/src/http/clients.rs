//! The clients of the HTTP library: which client is used for which server, and through which proxy.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use reqwest::{Client, Method, Request, Response};
use rustls::ClientConfig;
use url::{Host, Origin, Url};

use super::builder::builder;
use super::error::NetworkError;
use super::failure::TransportError;
use super::fault::Fault;
use super::preconnect::{self, Preconnect};
use super::proxy::{Proxy, ProxySettings};
use super::reason::Reason;
use super::trust::{Tls, Unread};
use super::tunnel::Tunnel;
use crate::Clock;
use crate::origin::host_and_port;

/// The clients. Each keeps its connections.
pub(super) struct Clients {
    anonymous: Client,
    identified: Option<Identified>,
    proxy: Option<Arc<ProxySettings>>,
    /// The TLS configuration for the repeated request to a proxy.
    tls: ClientConfig,
    unread: Unread,
    /// The servers that a request was sent to: connections to them may be kept.
    asked: Mutex<HashSet<Origin>>,
}

/// The client that shows the agent's certificate.
struct Identified {
    client: Client,
    /// The server that receives it.
    server: Origin,
}

impl Clients {
    pub(super) fn new(
        proxy: Option<ProxySettings>,
        tls: Tls,
        clock: &Arc<dyn Clock>,
    ) -> Result<Self, NetworkError> {
        let proxy = proxy.map(Arc::new);
        let client = |config: ClientConfig| {
            let mut builder = builder(config);
            if let Some(proxy) = &proxy {
                builder = builder.proxy(proxy.for_requests());
            }
            builder
                .connector_layer(Preconnect::new(Arc::clone(clock)))
                .build()
                .map_err(|error| NetworkError::Client {
                    reason: Reason::of(&error).to_string(),
                })
        };
        let identified = match tls.identified {
            Some(it) => Some(Identified {
                client: client(it.config)?,
                server: it.server,
            }),
            None => None,
        };
        Ok(Self {
            anonymous: client(tls.anonymous.clone())?,
            identified,
            proxy,
            tls: tls.anonymous,
            unread: tls.unread,
            asked: Mutex::default(),
        })
    }

    /// The proxy for a tunnel to the server of `url`. `None` if there is none.
    pub(super) fn proxy_on_the_way_to(&self, url: &Url) -> Option<&Proxy> {
        self.proxy.as_ref()?.on_the_way_to(url)
    }

    fn client_for(&self, url: &Url) -> &Client {
        match &self.identified {
            Some(it) if it.server == url.origin() => &it.client,
            _ => &self.anonymous,
        }
    }

    fn asked(&self) -> MutexGuard<'_, HashSet<Origin>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts opening a connection to the server of `url`, for a later request.
    ///
    /// Not through a proxy with a password: a wrong one, sent once per server, could lock the account. Nor to a server that
    /// already got a request: the request that opens the connection would be sent over the connection that is kept.
    pub(super) fn open_ahead(&self, url: &Url) {
        let proxy = self.proxy_on_the_way_to(url);
        if proxy.is_some_and(Proxy::has_user) || self.asked().contains(&url.origin()) {
            return;
        }
        let request = Request::new(Method::HEAD, url.clone());
        preconnect::begin(url, || self.client_for(url).execute(request));
    }

    /// Sends a request, and reads the head of the answer.
    pub(super) async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let url = request.url().clone();
        self.refuse_address_behind_proxy(&url)?;
        self.asked().insert(url.origin());
        let sending = preconnect::send(&url, self.client_for(&url).execute(request));
        match sending.await {
            Ok(response) => Ok(response),
            Err(error) => Err(self.failure(&error, &url).await),
        }
    }

    /// Refuses what the HTTP library cannot do: it would pass the URL's brackets to TLS as part of the server name.
    fn refuse_address_behind_proxy(&self, url: &Url) -> Result<(), TransportError> {
        match (url.host(), self.proxy_on_the_way_to(url)) {
            (Some(Host::Ipv6(_)), Some(proxy)) => Err(TransportError::Proxy {
                host: host_and_port(url),
                proxy: proxy.name(),
                reason: Reason::new(
                    "IPv6 addresses behind a proxy are not supported; use the server's name, or exclude its address from the \
                     proxy",
                    Fault::Unsupported,
                ),
            }),
            _ => Ok(()),
        }
    }

    /// Determines why a request got no answer.
    async fn failure(&self, error: &reqwest::Error, url: &Url) -> TransportError {
        if let Some(settings) = &self.proxy
            && let Some(proxy) = settings.on_the_way_to(url)
        {
            let tunnel = Tunnel {
                settings,
                proxy,
                server: url,
            };
            if let Some(failure) = tunnel.failure(error, &self.tls).await {
                return self.explained(failure);
            }
        }
        let host = host_and_port(url);
        let reason = Reason::of(error);
        self.explained(if error.is_builder() {
            TransportError::Address { host }
        } else if error.is_connect() {
            TransportError::Connect { host, reason }
        } else {
            TransportError::Interrupted { host, reason }
        })
    }

    /// Adds a hint to an error about an unknown CA.
    fn explained(&self, mut failure: TransportError) -> TransportError {
        if let TransportError::Connect { reason, .. }
        | TransportError::Interrupted { reason, .. }
        | TransportError::Proxy { reason, .. } = &mut failure
            && reason.fault() == Fault::UnknownCa
        {
            *reason = reason.in_other_words(|text| self.unread.added_to(text));
        }
        failure
    }
}
