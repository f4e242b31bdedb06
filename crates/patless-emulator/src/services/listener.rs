//! Accept loop of a service, which also carries out faults at the socket.

use std::convert::Infallible;
use std::future::pending;
use std::io;
use std::sync::Arc;

use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;

use super::connection::Connection;
use super::current::Switch;
use super::delivery::CurrentDelivery;
use super::port::Port;
use super::routers::Routers;
use super::transport::Transport;
use super::{Current, ServiceName};
use crate::scenario::ConnectOutcome;

/// Listener of a service, which follows the scenario.
pub(super) struct Listener {
    name: ServiceName,
    current: Current,
    switches: mpsc::UnboundedReceiver<Switch>,
    routers: Arc<Routers>,
    port: Port,
    transport: Transport,
    connect: ConnectOutcome,
    tls: Option<TlsAcceptor>,
}

impl Listener {
    /// Opens the port of a service, unless the scenario refuses connections.
    pub(super) fn new(
        name: ServiceName,
        current: &Current,
        mut port: Port,
        transport: Transport,
    ) -> io::Result<Self> {
        let switches = current.listen();
        let connect = current.get().front_end(name).connect;
        if connect != ConnectOutcome::Refused {
            port.open()?;
        }
        Ok(Self {
            name,
            routers: Arc::new(Routers::new(name, current)),
            tls: transport.acceptor(connect)?,
            current: current.clone(),
            switches,
            port,
            transport,
            connect,
        })
    }

    /// Serves connections until the task is dropped.
    pub(super) async fn serve(mut self) -> Infallible {
        loop {
            tokio::select! {
                // A switch comes before connections that arrive after it.
                biased;
                switch = self.switches.recv() => match switch {
                    // If the port or the certificate cannot be had, the next switch tries again.
                    Some(_followed) => { let _stays_as_it_was = self.follow(); }
                    None => pending().await,
                },
                accepted = self.port.accept() => match accepted {
                    Ok(stream) => self.serve_connection(stream),
                    // A failed accept affects only one client.
                    Err(_) => tokio::task::yield_now().await,
                },
            }
        }
    }

    /// Goes by the scenario that is played now.
    fn follow(&mut self) -> io::Result<()> {
        let connect = self.current.get().front_end(self.name).connect;
        if connect == self.connect {
            return Ok(());
        }
        self.tls = self.transport.acceptor(connect)?;
        if connect == ConnectOutcome::Refused {
            self.port.hold()?;
        } else {
            self.port.open()?;
        }
        self.connect = connect;
        Ok(())
    }

    /// Serves a connection on a task of its own.
    fn serve_connection(&self, stream: TcpStream) {
        let shared = self.current.get();
        let connection = Connection {
            number: shared.next_connection(),
            name: self.name,
            front_end: shared.front_end(self.name),
            changes: self.current.subscribe(),
            delivery: CurrentDelivery::default(),
            routers: Arc::clone(&self.routers),
        };
        tokio::spawn(connection.serve(stream, self.tls.clone()));
    }
}
