//! Opens connections before there is a request.
//!
//! The HTTP library opens no connection without a request. So it gets a request that is never sent: the layer around its
//! connector keeps the connection, fails the request, and uses the connection for the next request to that server.

mod opening;

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::task::{Context, Poll};

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, ready};
use hyper::rt::Read;
use tower::util::BoxCloneSyncService;
use tower::{Layer, Service};
use url::{Origin, Url};

use crate::Clock;

use opening::{BoxError, Openings};

tokio::task_local! {
    /// What the connector is called for. The server itself is passed in a type that is opaque here.
    static CALL: Call;
}

/// A call of the connector.
#[derive(Clone)]
struct Call {
    server: Origin,
    purpose: Purpose,
}

#[derive(Clone, Copy)]
enum Purpose {
    Preconnect,
    Send,
}

/// Starts opening a connection to the server of `url`. `request` creates a request, which fails and is never sent.
///
/// Only while no connection to that server is kept: a request that finds one would be sent.
pub(super) fn begin<T: Future>(url: &Url, request: impl FnOnce() -> T) {
    let call = Call {
        server: url.origin(),
        purpose: Purpose::Preconnect,
    };
    // The first poll of a request calls the connector, which here fails at once. There is no second poll.
    CALL.sync_scope(call, || drop(request().now_or_never()));
}

/// Sends a request to the server of `url`, over the connection that was started for it where there is one.
pub(super) async fn send<T: Future>(url: &Url, request: T) -> T::Output {
    let call = Call {
        server: url.origin(),
        purpose: Purpose::Send,
    };
    CALL.scope(call, request).await
}

/// The layer around the connector of a client.
#[derive(Clone)]
pub(super) struct Preconnect {
    clock: Arc<dyn Clock>,
}

impl Preconnect {
    pub(super) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock }
    }
}

impl<R, C> Layer<BoxCloneSyncService<R, C, BoxError>> for Preconnect {
    type Service = Connector<R, C>;

    fn layer(&self, inner: BoxCloneSyncService<R, C, BoxError>) -> Connector<R, C> {
        let openings = Openings::new(Arc::clone(&self.clock));
        Connector {
            inner,
            openings: Arc::new(openings),
        }
    }
}

/// Takes a connection that was started ahead, or opens one. A clone is the same connector.
pub(super) struct Connector<R, C> {
    inner: BoxCloneSyncService<R, C, BoxError>,
    openings: Arc<Openings<C>>,
}

impl<R, C> Clone for Connector<R, C> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
            openings: Arc::clone(&self.openings),
        }
    }
}

impl<R, C> Service<R> for Connector<R, C>
where
    R: Send + 'static,
    C: Read + Send + Unpin + 'static,
{
    type Response = C;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<C, BoxError>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, destination: R) -> Self::Future {
        let Ok(call) = CALL.try_with(Clone::clone) else {
            return self.inner.call(destination);
        };
        if let Purpose::Preconnect = call.purpose {
            let task = tokio::spawn(self.inner.call(destination));
            self.openings.keep(call.server, task);
            return Box::pin(ready(Err(Preconnected.into())));
        }
        let Some(opening) = self.openings.take(&call.server) else {
            return self.inner.call(destination);
        };
        let mut inner = self.inner.clone();
        Box::pin(async move {
            match opening.end().await {
                Some(result) => result,
                None => inner.call(destination).await,
            }
        })
    }
}

/// Why the request that begins a connection fails.
#[derive(Debug, thiserror::Error)]
#[error("a connection is begun, and no request is sent")]
struct Preconnected;
