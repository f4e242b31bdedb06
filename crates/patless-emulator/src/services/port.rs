//! Port of a service: it takes connections or refuses them, as the scenario has it.

use std::future::pending;
use std::io;
use std::mem;
use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::{TcpListener, TcpSocket, TcpStream};

/// Port of this machine on which one service is.
pub(super) struct Port {
    number: u16,
    state: State,
    /// Keeps the port from other processes while nothing else holds it. It never listens.
    _keeper: Option<TcpSocket>,
}

/// What a port does with connections.
enum State {
    /// It refuses them. The socket keeps the port from other processes.
    Held(TcpSocket),
    /// It takes them.
    Open(TcpListener),
    /// Another process has taken the port.
    Lost,
}

impl Port {
    /// Holds a free port.
    pub(super) fn free() -> io::Result<Self> {
        let socket = bind(0)?;
        let number = socket.local_addr()?.port();
        Ok(Self {
            number,
            state: State::Held(socket),
            // Windows lets no second socket have it.
            _keeper: if cfg!(unix) {
                Some(bind(number)?)
            } else {
                None
            },
        })
    }

    /// Returns the number.
    pub(super) fn number(&self) -> u16 {
        self.number
    }

    /// Takes connections from now on.
    pub(super) fn open(&mut self) -> io::Result<()> {
        self.state = match mem::replace(&mut self.state, State::Lost) {
            State::Held(socket) => State::Open(socket.listen(BACKLOG)?),
            State::Open(listener) => State::Open(listener),
            State::Lost => State::Open(bind(self.number)?.listen(BACKLOG)?),
        };
        Ok(())
    }

    /// Refuses connections from now on.
    pub(super) fn hold(&mut self) -> io::Result<()> {
        // A port is held again only when nothing listens on it.
        drop(mem::replace(&mut self.state, State::Lost));
        self.state = State::Held(bind(self.number)?);
        Ok(())
    }

    /// Waits for a connection. A port that refuses them waits for ever.
    pub(super) async fn accept(&self) -> io::Result<TcpStream> {
        match &self.state {
            State::Open(listener) => Ok(listener.accept().await?.0),
            State::Held(_) | State::Lost => pending().await,
        }
    }
}

/// Binds a port. 0 stands for a free one.
///
/// The option lets the service bind its port again although connections to it remain. On Windows, it would let other
/// processes have the port as well.
fn bind(number: u16) -> io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseaddr(cfg!(unix))?;
    socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, number)))?;
    Ok(socket)
}

/// Maximum number of connections that wait to be accepted: as many as a fleet of jobs opens at once.
const BACKLOG: u32 = 1024;
