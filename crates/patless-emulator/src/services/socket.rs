//! Sockets of the services, and the start of their listeners.

use std::io;

use tokio::runtime::Runtime;
use url::Url;

use super::listener::Listener;
use super::port::Port;
use super::transport::Transport;
use super::{Current, ServiceName};

/// Bound socket of a service. It is not listening yet, so connections are refused.
pub(crate) struct Socket {
    service: ServiceName,
    port: Port,
    transport: Transport,
    /// URL of the service, with a trailing slash.
    pub(crate) url: Url,
}

impl Socket {
    /// Binds a free port.
    pub(crate) fn bind(service: ServiceName, transport: Transport) -> io::Result<Self> {
        let port = Port::free()?;
        let number = port.number();
        let url = match transport {
            Transport::Tls(_) => format!("https://localhost:{number}/"),
            Transport::Plain => format!("http://127.0.0.1:{number}/"),
        };
        let url = Url::parse(&url).map_err(io::Error::other)?;
        Ok(Self {
            service,
            port,
            transport,
            url,
        })
    }
}

/// Services that are ready to start.
pub(crate) struct Services {
    /// Sockets, one for each service.
    pub(crate) sockets: Vec<Socket>,
    /// State by which requests go.
    pub(crate) current: Current,
}

impl Services {
    /// Spawns one task for each service. The tasks run while the runtime runs.
    pub(crate) fn spawn_on(self, runtime: &Runtime) -> io::Result<()> {
        let _registers_sockets = runtime.enter();
        for socket in self.sockets {
            let listener =
                Listener::new(socket.service, &self.current, socket.port, socket.transport)?;
            runtime.spawn(listener.serve());
        }
        Ok(())
    }
}
