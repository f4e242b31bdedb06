//! The servers and the way to them, for one setup and one round-trip time.
use std::process::Command;

use build_helper::{Failure, step};
use fs_err as fs;

use crate::{built::Built, files::Files, place::Place, running::Running, setup::Setup};

/// Where the two servers are, as a client is told.
#[derive(Debug)]
pub(super) struct Urls {
    /// Azure DevOps, without a slash at its end.
    pub(super) azure_devops: String,
    /// Entra, without a slash at its end.
    pub(super) entra: String,
}

/// Servers that answer until the value is dropped.
#[derive(Debug)]
pub(super) struct Lab {
    /// Where they are.
    pub(super) urls: Urls,
    /// Which names and CAs the clients need to be told.
    pub(super) place: Place,
    /// The servers; they end before the delay line does.
    servers: Running,
    /// What makes the way long, where it is.
    _delay_line: Option<Running>,
}

/// What the servers counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Counts {
    /// Connections that were opened.
    pub(super) connections: u32,
    /// Requests that came.
    pub(super) requests: u32,
    /// Bytes of TLS, in both directions.
    pub(super) bytes: u32,
}

impl Lab {
    /// Starts the servers, and what makes the way to them long.
    pub(super) fn open(
        built: &Built,
        files: &Files,
        place: Place,
        setup: &Setup,
        rtt_ms: u32,
    ) -> Result<Self, Failure> {
        let delay_line = (rtt_ms > 0)
            .then(|| delay_line(built, rtt_ms))
            .transpose()?;
        let [azure_devops, entra] = match (place, &delay_line) {
            (Place::Outside, _) => ["127.0.0.1:0"; 2],
            (Place::Namespaces, None) => ["127.0.2.1:443", "127.0.3.1:443"],
            (Place::Namespaces, Some(_)) => ["10.99.2.1:443", "10.99.3.1:443"],
        };
        let mut servers = Running::start(
            Command::new(built.own("servers"))
                .arg(files.folder())
                .arg(setup.profile.name())
                .arg(format!("{azure_devops},{}", setup.think.azure_devops_ms))
                .arg(format!("{entra},{}", setup.think.entra_ms)),
        )?;
        let ports = servers.line()?;
        let urls = match place {
            Place::Namespaces => {
                let far = delay_line.is_some();
                fs::write(files.hosts(), if far { FAR_HOSTS } else { NEAR_HOSTS })?;
                Urls {
                    azure_devops: "https://dev.azure.com".to_owned(),
                    entra: "https://login.microsoftonline.com".to_owned(),
                }
            }
            Place::Outside => {
                let (azure_devops, entra) = ports.split_once(' ').unwrap_or_default();
                Urls {
                    azure_devops: format!("https://localhost:{azure_devops}"),
                    entra: format!("https://localhost:{entra}"),
                }
            }
        };
        Ok(Self {
            urls,
            place,
            servers,
            _delay_line: delay_line,
        })
    }

    /// Takes what the servers counted since the last time.
    pub(super) fn counts(&mut self) -> Result<Counts, Failure> {
        let line = self.servers.ask()?;
        let mut numbers = line.split(' ').filter_map(|number| number.parse().ok());
        let mut next = || numbers.next().unwrap_or_default();
        Ok(Counts {
            connections: next(),
            requests: next(),
            bytes: next(),
        })
    }
}

/// Starts the delay line, and gives its device the addresses that the servers listen on.
fn delay_line(built: &Built, rtt_ms: u32) -> Result<Running, Failure> {
    let one_way_us = rtt_ms * 500;
    let mut line = Running::start(
        Command::new(built.own("delay-line")).args([DEVICE, &one_way_us.to_string()]),
    )?;
    line.line()?;
    for address in ["10.99.2.1/24", "10.99.3.1/24"] {
        let mut add = step::command("ip", "address add");
        step::probe(add.args([address, "dev", DEVICE])).ok_or_else(|| {
            Failure::new(
                format!("{DEVICE} takes no address"),
                "install `ip`: Debian has it in iproute2",
            )
        })?;
    }
    Ok(line)
}

/// The network device of the delay line.
pub(super) const DEVICE: &str = "patless-bench";

/// Where the hosts are when they are near: on loopback.
const NEAR_HOSTS: &str = "\
127.0.0.1 localhost
127.0.2.1 dev.azure.com management.azure.com azcliprod.blob.core.windows.net
127.0.3.1 login.microsoftonline.com
";

/// Where they are when they are far: in the networks of the delay line.
const FAR_HOSTS: &str = "\
127.0.0.1 localhost
10.99.2.2 dev.azure.com management.azure.com azcliprod.blob.core.windows.net
10.99.3.2 login.microsoftonline.com
";
