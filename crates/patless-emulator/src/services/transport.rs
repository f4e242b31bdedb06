//! Transport of a service: TLS, or plain HTTP as on hosts that only the machine itself can reach.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::scenario::ConnectOutcome;
use crate::tls::CertificateAuthority;

/// Transport of a service.
#[derive(Clone)]
pub(crate) enum Transport {
    /// HTTPS on `localhost`, with certificates of this authority.
    Tls(Arc<CertificateAuthority>),
    /// HTTP on 127.0.0.1.
    Plain,
}

impl Transport {
    /// Makes what accepts TLS with the certificate of the scenario. `None` means that there is no TLS.
    pub(super) fn acceptor(&self, connect: ConnectOutcome) -> io::Result<Option<TlsAcceptor>> {
        match self {
            Self::Tls(authority) => {
                let config = authority.server_config(connect)?;
                Ok(Some(TlsAcceptor::from(config)))
            }
            Self::Plain => Ok(None),
        }
    }
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
