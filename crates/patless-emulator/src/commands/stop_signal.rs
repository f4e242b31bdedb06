//! Signals that stop this process.

use std::io;

/// Receiver of the signals that stop the process.
#[cfg(unix)]
pub(super) struct StopSignal {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl StopSignal {
    /// Listens for SIGINT and SIGTERM.
    pub(super) fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    /// Waits for one of them.
    pub(super) async fn received(mut self) -> io::Result<()> {
        tokio::select! {
            _ = self.interrupt.recv() => Ok(()),
            _ = self.terminate.recv() => Ok(()),
        }
    }
}

/// Receiver of the signals that stop the process.
#[cfg(not(unix))]
pub(super) struct StopSignal;

#[cfg(not(unix))]
impl StopSignal {
    /// Does nothing, because no preparation is needed.
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self)
    }

    /// Waits for Ctrl-C.
    pub(super) async fn received(self) -> io::Result<()> {
        tokio::signal::ctrl_c().await
    }
}
