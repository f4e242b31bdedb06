//! Sockets of the services, and the start of their listeners.

use std::convert::Infallible;
use std::future::pending;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpSocket;
use tokio::runtime::Runtime;
use url::Url;

use super::listener::serve;
use super::service::Service;
use super::transport::Transport;
use super::{ServiceName, Shared};
use crate::scenario::ConnectOutcome;

/// Bound socket of a service. It is not listening yet, so connections are refused.
pub(crate) struct Socket {
    service: ServiceName,
    tcp: TcpSocket,
    transport: Transport,
    /// URL of the service, with a trailing slash.
    pub(crate) url: Url,
}

impl Socket {
    /// Binds a free port.
    pub(crate) fn bind(service: ServiceName, transport: Transport) -> io::Result<Self> {
        let tcp = TcpSocket::new_v4()?;
        tcp.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
        let port = tcp.local_addr()?.port();
        let url = match transport {
            Transport::Tls(_) => format!("https://localhost:{port}/"),
            Transport::Plain => format!("http://127.0.0.1:{port}/"),
        };
        let url = Url::parse(&url).map_err(io::Error::other)?;
        Ok(Self {
            service,
            tcp,
            transport,
            url,
        })
    }
}

/// Services that are ready to start.
pub(crate) struct Services {
    /// Sockets, one for each service.
    pub(crate) sockets: Vec<Socket>,
    /// State that the services share.
    pub(crate) shared: Arc<Shared>,
}

impl Services {
    /// Spawns one task for each service. The tasks run while the runtime runs.
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
            runtime.spawn(serve(service, listener, socket.transport));
        }
        Ok(())
    }
}

/// Holds a port without listening on it, so that no other process can take it.
async fn hold(tcp: TcpSocket) -> Infallible {
    let _bound = tcp;
    pending().await
}

/// Maximum number of connections that wait to be accepted: as many as a fleet of jobs opens at once.
const BACKLOG: u32 = 1024;
