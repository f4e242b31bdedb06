//! Owns how a connection comes about: TCP, the tunnel of a proxy where one is set, TLS.

use std::sync::Arc;

use hyper_util::client::legacy::connect::HttpConnector;
use rustls::ClientConfig;
use rustls_pki_types::ServerName;
use tokio::net::TcpStream;
use tokio::sync::SetOnce;
use tokio_rustls::TlsConnector;
use tower_service::Service;
use url::Url;

use super::channel::Channel;
use super::{ConnectError, ProxyError};
use crate::http::innermost;
use crate::http::proxy::{Proxy, ProxySettings, TunnelError, open_tunnel};
use crate::http::trust::Tls;
use crate::origin::host_and_port;

/// The way to the servers.
#[derive(Debug)]
pub(super) struct Route {
    proxy: Option<ProxySettings>,
    /// Whom to trust. A connection that is begun earlier waits for it where its TLS begins.
    tls: SetOnce<Tls>,
    tcp: HttpConnector,
}

impl Route {
    /// Makes a way that opens nothing yet.
    pub(super) fn new(proxy: Option<ProxySettings>) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        // The last message of a handshake and the request behind it would otherwise wait for each other.
        tcp.set_nodelay(true);
        Self {
            proxy,
            tls: SetOnce::new(),
            tcp,
        }
    }

    /// Says whom to trust. What was said first counts.
    pub(super) fn trust(&self, tls: Tls) {
        drop(self.tls.set(tls));
    }

    /// The proxy that is asked for a tunnel to the server of `url`. `None` where there is none.
    pub(super) fn proxy_on_the_way_to(&self, url: &Url) -> Option<&Proxy> {
        self.proxy.as_ref()?.on_the_way_to(url)
    }

    /// Opens a connection to the server of `url`, up to where a request can be sent.
    pub(super) async fn connect(&self, url: &Url) -> Result<Channel, ConnectError> {
        let channel = match self.proxy_on_the_way_to(url) {
            None => Channel::new(self.tcp(url).await?),
            Some(proxy) => {
                let (host, name) = (host_and_port(url), proxy.name());
                tracing::debug!("connecting to {host} through the proxy {name}");
                self.tunnel(proxy, url, name).await?
            }
        };
        if url.scheme() == "https" {
            let tls = self.tls.wait().await;
            encrypt(channel, tls, tls.config_for(url), url).await
        } else {
            Ok(channel)
        }
    }

    /// Opens a TCP connection.
    async fn tcp(&self, url: &Url) -> Result<TcpStream, ConnectError> {
        let mut tcp = self.tcp.clone();
        Ok(tcp.call(url.as_str().parse()?).await?.into_inner())
    }

    /// Opens a tunnel to the server of `url`.
    async fn tunnel(&self, proxy: &Proxy, url: &Url, name: String) -> Result<Channel, ProxyError> {
        let unusable = |reason| ProxyError::Unusable {
            proxy: name.clone(),
            reason,
        };
        let unreachable = |error: ConnectError| unusable(innermost(&*error));
        let mut channel = Channel::new(self.tcp(proxy.url()).await.map_err(unreachable)?);
        if proxy.url().scheme() == "https" {
            let tls = self.tls.wait().await;
            channel = encrypt(channel, tls, tls.anonymous(), proxy.url())
                .await
                .map_err(unreachable)?;
        }
        let port = url.port_or_known_default().unwrap_or_default();
        let server = format!("{}:{port}", url.host_str().unwrap_or_default());
        match open_tunnel(&mut channel, &server, proxy.authorization()).await {
            Ok(()) => Ok(channel),
            Err(TunnelError::Refused { status }) => Err(ProxyError::Refused {
                proxy: name,
                status,
                has_user: proxy.authorization().is_some(),
            }),
            Err(TunnelError::Io(error)) => Err(unusable(error.to_string())),
            Err(TunnelError::NotHttp) => Err(unusable("it does not answer as one".to_owned())),
        }
    }
}

/// Begins TLS with the server of `url`.
async fn encrypt(
    channel: Channel,
    tls: &Tls,
    config: Arc<ClientConfig>,
    url: &Url,
) -> Result<Channel, ConnectError> {
    // An IPv6 address has brackets in a URL only.
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let name = ServerName::try_from(host.to_owned())?;
    let stream = TlsConnector::from(config).connect(name, channel).await;
    Ok(Channel::new(stream.map_err(|error| tls.explained(error))?))
}
