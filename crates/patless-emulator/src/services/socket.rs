//! Owns the sockets that the services listen on.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

use tokio::runtime::Runtime;
use tokio_rustls::TlsAcceptor;
use url::Url;

use super::listener::serve;
use super::{ServiceName, State};

/// Bound socket of a service.
pub(crate) struct Socket {
    service: ServiceName,
    listener: TcpListener,
    /// Address of the service, with a trailing slash.
    pub(crate) url: Url,
}

impl Socket {
    /// Binds a port that the system chooses.
    pub(crate) fn bind(service: ServiceName) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        let url = Url::parse(&format!("https://localhost:{port}/")).map_err(io::Error::other)?;
        Ok(Self {
            service,
            listener,
            url,
        })
    }
}

/// Services that are ready to accept.
pub(crate) struct Services {
    /// Sockets, one for each service.
    pub(crate) sockets: Vec<Socket>,
    /// Server side of TLS.
    pub(crate) tls: TlsAcceptor,
    /// What the services share.
    pub(crate) state: Arc<State>,
}

impl Services {
    /// Starts one task for each service. The tasks run once somebody blocks on the runtime.
    pub(crate) fn spawn_on(self, runtime: &Runtime) -> io::Result<()> {
        let _registers_sockets = runtime.enter();
        for socket in self.sockets {
            let listener = tokio::net::TcpListener::from_std(socket.listener)?;
            let state = Arc::clone(&self.state);
            runtime.spawn(serve(socket.service, listener, self.tls.clone(), state));
        }
        Ok(())
    }
}
