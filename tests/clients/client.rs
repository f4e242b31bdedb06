//! Runs one client in a process of its own, with nothing of our environment: as a step of a job, or on a host with managed
//! identities.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread,
    time::Duration,
};

use patless_emulator::{Emulator, ManagedIdentityHost};

use crate::outcome::Outcome;

/// A small program around the credentials of one SDK.
#[derive(Debug)]
pub(crate) struct Client {
    /// What is started.
    program: PathBuf,
    /// The script that it runs, if it runs one.
    script: Option<PathBuf>,
    /// The scope to ask for; `None` leaves the client's own default, Azure DevOps.
    scope: Option<String>,
    /// What its credential is told apart from the connection, as JSON in the SDK's own words.
    options: Option<String>,
    /// The host whose variables it gets; `None` is a job of a pipeline.
    host: Option<ManagedIdentityHost>,
    /// Variables that take the place of others.
    variables: Vec<(String, String)>,
    /// The variable by which its language takes another certificate authority.
    ca_variable: &'static str,
    /// What this SDK tells its user about a 401 of the OIDC endpoint.
    job_token_refusal: &'static str,
}

impl Client {
    /// `@azure/identity`.
    pub(crate) fn node() -> Self {
        Self {
            program: set_up("clients/node/node"),
            script: Some(set_up("clients/node/client.mjs")),
            scope: None,
            options: None,
            host: None,
            variables: Vec::new(),
            ca_variable: "NODE_EXTRA_CA_CERTS",
            job_token_refusal: "Status code: 401",
        }
    }

    /// `azure-identity`, of Python.
    pub(crate) fn python() -> Self {
        Self {
            program: set_up("clients/python/bin/python"),
            script: Some(
                Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/clients/python/client.py"),
            ),
            scope: None,
            options: None,
            host: None,
            variables: Vec::new(),
            ca_variable: "REQUESTS_CA_BUNDLE",
            // It shows the message of the body instead of the status.
            job_token_refusal: "TF400813",
        }
    }

    /// `azure_identity`, of Rust.
    pub(crate) fn rust() -> Self {
        Self {
            program: set_up("debug/patless-client-rust"),
            script: None,
            scope: None,
            options: None,
            host: None,
            variables: Vec::new(),
            ca_variable: "SSL_CERT_FILE",
            job_token_refusal: "401 response from the OIDC endpoint",
        }
    }

    /// The same client, asking for another scope.
    pub(crate) fn with_scope(mut self, scope: &str) -> Self {
        self.scope = Some(scope.to_owned());
        self
    }

    /// The same client, with other options for its credential. The one of Rust takes none.
    pub(crate) fn with_options(mut self, options: &str) -> Self {
        self.options = Some(options.to_owned());
        self
    }

    /// The same client, on a host with managed identities.
    pub(crate) fn on(mut self, host: ManagedIdentityHost) -> Self {
        self.host = Some(host);
        self.with_variable("CREDENTIAL", "ManagedIdentityCredential")
    }

    /// The same client, with another value of a variable.
    pub(crate) fn with_variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same client, with a credential of this name in the SDK, and what that reads from the environment.
    pub(crate) fn with_credential(mut self, name: &str, variables: Vec<(String, String)>) -> Self {
        self.variables.extend(variables);
        self.with_variable("CREDENTIAL", name)
    }

    /// What this SDK tells its user when the job token is refused.
    pub(crate) fn job_token_refusal(&self) -> &'static str {
        self.job_token_refusal
    }

    /// Runs it against the emulator, to its end.
    pub(crate) fn run(&self, emulator: &Emulator) -> Outcome {
        self.try_run(emulator)
            .unwrap_or_else(|complaint| panic!("{complaint}"))
    }

    /// Runs it against the emulator. An error tells what no client may do, whatever the emulator answers.
    pub(crate) fn try_run(&self, emulator: &Emulator) -> Result<Outcome, String> {
        let child = Command::new(&self.program)
            .args(&self.script)
            .args(&self.scope)
            .env_clear()
            .envs(self.host.map_or_else(
                || emulator.client_environment(),
                |host| emulator.managed_identity_environment(host),
            ))
            .env(self.ca_variable, emulator.ca_file())
            .envs(self.options.iter().map(|it| ("CREDENTIAL_OPTIONS", it)))
            .envs(self.variables.iter().cloned())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", self.program.display()));
        Outcome::read(&wait(child)?, emulator)
    }
}

/// Waits for a client, which is killed if it takes too long. It prints less than a pipe holds.
fn wait(mut child: Child) -> Result<Output, String> {
    for _ in 0..LIMIT.as_millis() / PAUSE.as_millis() {
        if child.try_wait().unwrap().is_some() {
            return Ok(child.wait_with_output().unwrap());
        }
        thread::sleep(PAUSE);
    }
    child.kill().unwrap();
    child.wait().unwrap();
    Err(format!("still running after {} s", LIMIT.as_secs()))
}

/// The path of something that `cargo xtask test` makes in the target folder.
pub(crate) fn set_up(path: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_BIN_EXE_xtask"))
        .ancestors()
        .nth(2)
        .unwrap();
    let path = target.join(path);
    assert!(
        path.exists(),
        "{} is missing: run `cargo xtask test`",
        path.display()
    );
    path
}

/// The longest that a client may run.
const LIMIT: Duration = Duration::from_secs(60);
/// The time between two looks at a client.
const PAUSE: Duration = Duration::from_millis(20);
