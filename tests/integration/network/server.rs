//! Runs a program that listens on a port, until it is dropped.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running program.
pub(super) struct Server(Child);

impl Server {
    /// Starts a program, and waits until it listens on `port`.
    pub(super) fn start(command: &mut Command, port: u16) -> Self {
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{error}: run `cargo xtask test`: {command:?}"));
        let mut server = Self(child);
        #[expect(
            clippy::disallowed_methods,
            reason = "a real program is waited for, in real time"
        )]
        let (now, started) = (Instant::now, Instant::now());
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let ended = server.0.try_wait().unwrap();
            assert!(ended.is_none(), "{command:?} ended: {ended:?}");
            assert!(now() - started < Duration::from_secs(20), "{command:?}");
            std::thread::sleep(Duration::from_millis(10));
        }
        server
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended_already = self.0.kill();
        let _ended_already = self.0.wait();
    }
}

/// Finds a port on which nobody listens.
pub(super) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}
