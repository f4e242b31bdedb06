//! Owns connections: which are opened before there is a request, and which when there is one.

mod ahead;
mod channel;
mod route;

use std::error::Error;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper::Uri;
use hyper_util::rt::TokioIo;
use tower_service::Service;
use url::Url;

use crate::Clock;
use crate::http::proxy::{Proxy, ProxySettings};
use crate::http::trust::Tls;

use ahead::Ahead;
use channel::Channel;
use route::Route;

/// Opens connections. A clone is the same connector.
///
/// Which URLs may be plain http is decided where they are read: see `origin::secure_url`.
#[derive(Clone, Debug)]
pub(crate) struct Connector {
    route: Arc<Route>,
    ahead: Arc<Ahead>,
}

/// Whatever went wrong with a connection.
type ConnectError = Box<dyn Error + Send + Sync>;

impl Connector {
    /// Makes a connector. Nothing is opened yet.
    pub(crate) fn new(proxy: Option<ProxySettings>, clock: Arc<dyn Clock>) -> Self {
        Self {
            route: Arc::new(Route::new(proxy)),
            ahead: Arc::new(Ahead::new(clock)),
        }
    }

    /// Begins to open a connection to the server of `url`, for a request to come. TLS waits for [`Connector::trust`].
    ///
    /// Not through a proxy that is given a password: a wrong one, sent for each server at once, could lock the account.
    pub(crate) fn open_ahead(&self, url: &Url) {
        let proxy = self.proxy_on_the_way_to(url);
        if proxy.is_some_and(|proxy| proxy.authorization().is_some()) {
            return;
        }
        self.ahead.open(Arc::clone(&self.route), url);
    }

    /// Says whom to trust.
    pub(crate) fn trust(&self, tls: Tls) {
        self.route.trust(tls);
    }

    /// The proxy that is asked for a tunnel to the server of `url`. `None` where there is none.
    pub(crate) fn proxy_on_the_way_to(&self, url: &Url) -> Option<&Proxy> {
        self.route.proxy_on_the_way_to(url)
    }

    /// Takes a connection that was opened ahead, or opens one.
    async fn connect(&self, url: &Url) -> Result<Channel, ConnectError> {
        match self.ahead.take(url).await {
            Some(result) => result,
            None => self.route.connect(url).await,
        }
    }
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
