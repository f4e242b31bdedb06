//! Owns how a connection comes about: TCP, the tunnel of a proxy where one is set, TLS.

mod channel;

use std::error::Error;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use rustls_pki_types::ServerName;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tower_service::Service;
use url::Url;

use crate::http::innermost;
use crate::origin::host_and_port;
use crate::proxy::{Proxy, ProxySettings, TunnelError, open_tunnel};
use crate::trust::Tls;

use channel::Channel;

/// Opens connections. A clone is the same connector.
///
/// Which URLs may be plain http is decided where they are read: see `origin::secure_url`.
#[derive(Clone, Debug)]
pub(crate) struct Connector(Arc<Settings>);

/// What all connections share.
#[derive(Debug)]
struct Settings {
    proxy: Option<ProxySettings>,
    tls: Tls,
    tcp: HttpConnector,
}

/// Whatever went wrong with a connection.
type ConnectError = Box<dyn Error + Send + Sync>;

impl Connector {
    /// Makes a connector. Nothing is opened yet.
    pub(crate) fn new(proxy: Option<ProxySettings>, tls: Tls) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        // The last message of a handshake and the request behind it would otherwise wait for each other.
        tcp.set_nodelay(true);
        Self(Arc::new(Settings { proxy, tls, tcp }))
    }

    /// The proxy that is asked for a tunnel to the server of `url`. `None` where there is none.
    pub(crate) fn proxy_on_the_way_to(&self, url: &Url) -> Option<&Proxy> {
        self.0.proxy.as_ref()?.on_the_way_to(url)
    }

    /// Opens a connection to the server of `url`, up to where a request can be sent.
    pub(crate) async fn connect(&self, url: &Url) -> Result<Channel, ConnectError> {
        let channel = match self.proxy_on_the_way_to(url) {
            None => Channel::new(self.tcp(url).await?),
            Some(proxy) => {
                let (host, name) = (host_and_port(url), proxy.name());
                tracing::debug!("connecting to {host} through the proxy {name}");
                self.tunnel(proxy, url, name).await?
            }
        };
        if url.scheme() == "https" {
            encrypt(channel, self.0.tls.config_for(url), url).await
        } else {
            Ok(channel)
        }
    }

    async fn tcp(&self, url: &Url) -> Result<TcpStream, ConnectError> {
        let mut tcp = self.0.tcp.clone();
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
            channel = encrypt(channel, self.0.tls.anonymous(), proxy.url())
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
    config: Arc<ClientConfig>,
    url: &Url,
) -> Result<Channel, ConnectError> {
    // An IPv6 address has brackets in a URL only.
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let name = ServerName::try_from(host.to_owned())?;
    let stream = TlsConnector::from(config).connect(name, channel).await?;
    Ok(Channel::new(stream))
}

impl Service<Uri> for Connector {
    type Response = TokioIo<Channel>;
    type Error = ConnectError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connector = self.clone();
        Box::pin(async move {
            let url = Url::parse(&uri.to_string())?;
            connector.connect(&url).await.map(TokioIo::new)
        })
    }
}

/// The proxy that is set gives no connection. It is never bypassed.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum ProxyError {
    /// It cannot be reached, or is no proxy.
    #[error("the proxy {proxy} cannot be used: {reason}")]
    Unusable {
        /// Its host, with its port.
        proxy: String,
        /// What the system said.
        reason: String,
    },
    /// It opens no tunnel.
    #[error("the proxy {proxy} answers with status {status}")]
    Refused {
        /// Its host, with its port.
        proxy: String,
        /// The status of its answer.
        status: u16,
        /// Whether it was given a user name.
        has_user: bool,
    },
}
