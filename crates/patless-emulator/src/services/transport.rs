//! Transport of a service: TLS, or plain HTTP as on hosts that only the machine itself can reach.

use std::future::poll_fn;
use std::pin::Pin;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// Transport of a service.
#[derive(Clone)]
pub(crate) enum Transport {
    /// HTTPS on `localhost`.
    Tls(TlsAcceptor),
    /// HTTP on 127.0.0.1.
    Plain,
}

/// Stream that carries HTTP over TCP.
pub(super) trait Carrier: AsyncRead + AsyncWrite + Unpin {
    /// Returns the TCP stream below.
    fn tcp(&self) -> &TcpStream;
}

impl Carrier for TcpStream {
    fn tcp(&self) -> &TcpStream {
        self
    }
}

impl Carrier for TlsStream<TcpStream> {
    fn tcp(&self) -> &TcpStream {
        self.get_ref().0
    }
}

/// Shuts a stream down gracefully.
pub(super) async fn shut_down(mut stream: impl Carrier) {
    let _client_left = poll_fn(|context| Pin::new(&mut stream).poll_shutdown(context)).await;
}
