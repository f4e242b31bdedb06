//! Runs one client as a step of a job would: in a process of its own, with nothing of our environment.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use patless_emulator::Emulator;

use crate::outcome::Outcome;

/// A small program around the `AzurePipelinesCredential` of one SDK.
#[derive(Debug)]
pub(crate) struct Client {
    /// What is started.
    program: PathBuf,
    /// The script that it runs, if it runs one.
    script: Option<PathBuf>,
    /// The scope to ask for; `None` leaves the client's own default, Azure DevOps.
    scope: Option<String>,
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
            ca_variable: "SSL_CERT_FILE",
            job_token_refusal: "401 response from the OIDC endpoint",
        }
    }

    /// The same client, asking for another scope.
    pub(crate) fn with_scope(mut self, scope: &str) -> Self {
        self.scope = Some(scope.to_owned());
        self
    }

    /// What this SDK tells its user when the job token is refused.
    pub(crate) fn job_token_refusal(&self) -> &'static str {
        self.job_token_refusal
    }

    /// Runs it against the emulator, to its end.
    pub(crate) fn run(&self, emulator: &Emulator) -> Outcome {
        let output = Command::new(&self.program)
            .args(&self.script)
            .args(&self.scope)
            .env_clear()
            .envs(emulator.client_environment())
            .env(self.ca_variable, emulator.ca_file())
            .output()
            .unwrap_or_else(|error| panic!("{}: {error}", self.program.display()));
        Outcome::read(&output)
    }
}

/// The path of something that `cargo xtask test` makes in the target folder.
fn set_up(path: &str) -> PathBuf {
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
