//! The processes that give tokens: the keeper at two of its doors, and two small servers around the Azure SDKs.
use std::{
    collections::BTreeMap,
    io::{Read, Write},
    os::unix::net::UnixStream,
    path::Path,
    process::Command,
};

use build_helper::Failure;
use nix::sys::socket::{getsockopt, sockopt::PeerCredentials};

use super::process::Usage;
use crate::{built::Built, files::Files, job, lab::Lab, place::Place, running::Running, way::Way};

/// A kind of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// The keeper's socket.
    Socket,
    /// The keeper's door for managed identities.
    Door,
    /// `bench/peers/local-tokens.mjs`.
    Node,
    /// `bench/peers/local-tokens.py`.
    Python,
}

/// One that runs. It ends when the value is dropped.
#[derive(Debug)]
pub(super) struct Giver {
    /// Where it listens: an address, or the path of a socket.
    target: String,
    request: String,
    process: u32,
    /// The socket by which the keeper is told to end.
    stop: Option<String>,
    /// What ends with its standard input.
    _running: Option<Running>,
}

/// What the small servers are told as their key.
const KEY: &str = "bench";
/// What tokens are asked for.
const QUERY: &str = "api-version=2019-08-01&resource=499b84ac-1321-427f-aa17-267ca6975798";

impl Kind {
    /// All, in the order of the table.
    pub(super) const ALL: [Self; 4] = [Self::Socket, Self::Door, Self::Node, Self::Python];
    /// What of the other benchmark has to be there.
    pub(super) const WAYS: [Way; 2] = [Way::Node, Way::Python];

    /// What the table calls it.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Socket => "**keeper**, `socket`",
            Self::Door => "**keeper**, `managedIdentity`",
            Self::Node => "`@azure/identity` behind `node:http`",
            Self::Python => "`azure-identity` behind `http.server`",
        }
    }
}

impl Giver {
    /// Starts one, in the job of the benchmark.
    pub(super) fn start(
        kind: Kind,
        built: &Built,
        files: &Files,
        lab: &Lab,
    ) -> Result<Self, Failure> {
        let run = files.fresh_run()?;
        let mut variables = job::variables(&lab.urls);
        let mut set = |name: &str, path: &Path| {
            variables.insert(name.to_owned(), path.display().to_string());
        };
        set("HOME", &run.join("home"));
        set("TMPDIR", &run.join("temp"));
        set("AGENT_TEMPDIRECTORY", &run.join("temp"));
        set("REQUESTS_CA_BUNDLE", &files.store());
        set("NODE_EXTRA_CA_CERTS", &files.ca());
        if lab.place == Place::Outside {
            set("SSL_CERT_FILE", &files.store());
        }
        variables.insert("IDENTITY_HEADER".to_owned(), KEY.to_owned());
        match kind {
            Kind::Socket | Kind::Door => Self::keeper(kind, built, variables),
            Kind::Node => {
                if lab.place == Place::Outside {
                    let options = r#"{"disableInstanceDiscovery":true}"#;
                    variables.insert("CREDENTIAL_OPTIONS".to_owned(), options.to_owned());
                }
                let node = built.target("clients/node/node");
                Self::server(
                    &node,
                    &built.target("clients/node/local-tokens.mjs"),
                    &variables,
                )
            }
            Kind::Python => {
                let python = built.target("clients/python/bin/python");
                Self::server(
                    &python,
                    &built.source("bench/peers/local-tokens.py"),
                    &variables,
                )
            }
        }
    }

    /// Has the task start a keeper.
    fn keeper(
        kind: Kind,
        built: &Built,
        variables: BTreeMap<String, String>,
    ) -> Result<Self, Failure> {
        let failure = |what: String| Failure::new(what, "read what it says above");
        let output = Command::new(built.patless())
            .arg("task")
            .env_clear()
            .envs(variables)
            .envs(job::kept_fresh())
            .output()
            .map_err(|error| failure(format!("patless: {error}")))?;
        let text = String::from_utf8_lossy(&output.stdout);
        let variable = |name: &str| {
            // Properties follow the name, or nothing.
            let mark = format!("##vso[task.setvariable variable={name}");
            let mut lines = text.lines();
            let value = lines.find_map(|line| line.strip_prefix(&mark)?.split_once(']'));
            value.map(|(_, value)| value.to_owned())
        };
        let said = || failure("patless task has left no keeper".to_owned());
        let socket = variable("PATLESS_KEEPER").ok_or_else(said)? + "/socket";
        let stream = UnixStream::connect(&socket).map_err(|_| said())?;
        // Whoever listens at the other end.
        let peer = getsockopt(&stream, PeerCredentials).map_err(|_| said())?;
        let (target, request) = if kind == Kind::Socket {
            (socket.clone(), get("/token", "keeper", ""))
        } else {
            let url = variable("IDENTITY_ENDPOINT").ok_or_else(said)?;
            let key = variable("IDENTITY_HEADER").ok_or_else(said)?;
            let url = url.strip_prefix("http://").unwrap_or(&url).to_owned();
            let (host, path) = url.split_once('/').ok_or_else(said)?;
            (host.to_owned(), get(&format!("/{path}"), host, &key))
        };
        Ok(Self {
            target,
            request,
            process: u32::try_from(peer.pid()).map_err(|_| said())?,
            stop: Some(socket),
            _running: None,
        })
    }

    /// Starts a server that prints its port.
    fn server(
        program: &Path,
        script: &Path,
        variables: &BTreeMap<String, String>,
    ) -> Result<Self, Failure> {
        let mut command = Command::new(program);
        command.arg(script).env_clear().envs(variables);
        let mut running = Running::start(&mut command)?;
        let target = format!("127.0.0.1:{}", running.line()?);
        Ok(Self {
            request: get("/token", &target, KEY),
            target,
            process: running.process(),
            stop: None,
            _running: Some(running),
        })
    }

    /// Where it listens.
    pub(super) fn target(&self) -> &str {
        &self.target
    }

    /// A request for a token.
    pub(super) fn request(&self) -> &str {
        &self.request
    }

    /// What it has used so far.
    pub(super) fn usage(&self) -> Option<Usage> {
        Usage::of(self.process)
    }
}

impl Drop for Giver {
    fn drop(&mut self) {
        let Some(socket) = &self.stop else {
            return;
        };
        if let Ok(mut stream) = UnixStream::connect(socket) {
            let stop = "POST /stop HTTP/1.1\r\nHost: keeper\r\nContent-Length: 0\r\n\r\n";
            // Where it has ended already, there is nothing to stop.
            let _ = stream.write_all(stop.as_bytes());
            let _ = stream.read_to_end(&mut Vec::new());
        }
    }
}

/// A request for a token, as the SDKs make it.
fn get(path: &str, host: &str, key: &str) -> String {
    format!(
        "GET {path}?{QUERY} HTTP/1.1\r\nHost: {host}\r\nX-IDENTITY-HEADER: {key}\r\nAccept: application/json\r\nConnection: close\r\n\r\n"
    )
}
