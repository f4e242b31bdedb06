//! Sockets that the services listen on.

use std::convert::Infallible;
use std::future::pending;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpSocket;
use tokio::runtime::Runtime;
use tokio_rustls::TlsAcceptor;
use url::Url;

use super::listener::serve;
use super::service::Service;
use super::{ServiceName, Shared};
use crate::scenario::ConnectOutcome;

/// Bound socket of a service. It does not listen yet, so connections are refused.
pub(crate) struct Socket {
    service: ServiceName,
    tcp: TcpSocket,
    tls: TlsAcceptor,
    /// Address of the service, with a trailing slash.
    pub(crate) url: Url,
}

impl Socket {
    /// Binds a port that the system chooses.
    pub(crate) fn bind(service: ServiceName, tls: TlsAcceptor) -> io::Result<Self> {
        let tcp = TcpSocket::new_v4()?;
        tcp.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
        let port = tcp.local_addr()?.port();
        let url = Url::parse(&format!("https://localhost:{port}/")).map_err(io::Error::other)?;
        Ok(Self {
            service,
            tcp,
            tls,
            url,
        })
    }
}

/// Services that are ready to accept.
pub(crate) struct Services {
    /// Sockets, one for each service.
    pub(crate) sockets: Vec<Socket>,
    /// What the services share.
    pub(crate) shared: Arc<Shared>,
}

impl Services {
    /// Starts one task for each service. The tasks run once somebody blocks on the runtime.
    pub(crate) fn spawn_on(self, runtime: &Runtime) -> io::Result<()> {
        let _registers_sockets = runtime.enter();
        for socket in self.sockets {
            if self.shared.front_end(socket.service).connect == ConnectOutcome::Refused {
                runtime.spawn(hold(socket.tcp));
                continue;
            }
            let listener = socket.tcp.listen(BACKLOG)?;
            let service = Service {
                name: socket.service,
                shared: Arc::clone(&self.shared),
            };
            runtime.spawn(serve(service, listener, socket.tls));
        }
        Ok(())
    }
}

/// Keeps a port that nobody listens on, so that nobody else can take it.
async fn hold(tcp: TcpSocket) -> Infallible {
    let _bound = tcp;
    pending().await
}

/// Connections that wait to be accepted: as many as a fleet of jobs opens at once.
const BACKLOG: u32 = 1024;
