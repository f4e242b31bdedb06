//! Runs tinyproxy.

use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use super::server::{Server, free_port};

/// A proxy that we did not write.
pub(super) struct Tinyproxy {
    port: u16,
    log: PathBuf,
    _server: Server,
    _folder: TempDir,
}

impl Tinyproxy {
    /// Starts it with further lines of configuration.
    pub(super) fn start(lines: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (port, log) = (free_port(), folder.path().join("log"));
        let configuration = folder.path().join("tinyproxy.conf");
        let text = format!(
            "Port {port}\nListen 127.0.0.1\nTimeout 30\nMaxClients 50\nLogLevel Info\nLogFile \"{}\"\n{lines}\n",
            log.display()
        );
        std::fs::write(&configuration, text).unwrap();
        let mut command = Command::new("tinyproxy");
        command.arg("-d").arg("-c").arg(&configuration);
        Self {
            port,
            log,
            _server: Server::start(&mut command, port),
            _folder: folder,
        }
    }

    /// Its address, as host and port.
    pub(super) fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Its URL.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address())
    }

    /// The servers that it was asked to connect to, each as host and port, in the order of the alphabet.
    pub(super) fn asked_for(&self) -> Vec<String> {
        let log = std::fs::read_to_string(&self.log).unwrap();
        let mut targets: Vec<_> = log
            .lines()
            .filter_map(|line| {
                let (_, rest) = line.split_once(": CONNECT ")?;
                rest.split(' ').next().map(str::to_owned)
            })
            .collect();
        targets.sort();
        targets
    }
}
