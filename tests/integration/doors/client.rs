//! Runs a client of an SDK as a step of a job does, in a process of its own with nothing of our environment.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

use super::KeptJob;
use crate::leaks::assert_holds_no_secret;
use crate::machine_time::machine_time_s;
use crate::set_up::set_up;

/// Azure DevOps.
pub(super) const AZURE_DEVOPS: &str = "499b84ac-1321-427f-aa17-267ca6975798/.default";
/// Azure Resource Manager, as the SDKs write it.
pub(super) const RESOURCE_MANAGER: &str = "https://management.azure.com/.default";

/// A small program around one credential of an SDK: those of `tests/clients`.
#[derive(Clone, Debug)]
pub(super) struct Client {
    program: PathBuf,
    script: Option<PathBuf>,
    /// The variable by which its language takes another certificate authority.
    ca_variable: &'static str,
    variables: Vec<(String, String)>,
}

/// What it prints.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Printed {
    token_parts: Option<usize>,
    expires_on: Option<u64>,
    error: Option<String>,
}

impl Client {
    /// `@azure/identity`, with its credential of this name.
    pub(super) fn node(credential: &str) -> Self {
        let script = set_up("clients/node/client.mjs");
        let client = Self::new("clients/node/node", Some(script), "NODE_EXTRA_CA_CERTS");
        client.variable("CREDENTIAL", credential)
    }

    /// `azure-identity` of Python, with its credential of this name.
    pub(super) fn python(credential: &str) -> Self {
        let script = "../../tests/clients/python/client.py";
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(script);
        let client = Self::new(
            "clients/python/bin/python",
            Some(script),
            "REQUESTS_CA_BUNDLE",
        );
        client.variable("CREDENTIAL", credential)
    }

    /// `azure_identity` of Rust, with its credential of this name.
    pub(super) fn rust(credential: &str) -> Self {
        let client = Self::new("debug/patless-client-rust", None, "SSL_CERT_FILE");
        client.variable("CREDENTIAL", credential)
    }

    fn new(program: &str, script: Option<PathBuf>, ca_variable: &'static str) -> Self {
        Self {
            program: set_up(program),
            script,
            ca_variable,
            variables: Vec::new(),
        }
    }

    /// Sets a variable, in place of what the job has.
    pub(super) fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Runs it in a step that maps all secret variables. It must get a token that lives for about an hour.
    pub(super) fn gets_a_token(&self, job: &KeptJob<'_>, scope: &str) {
        let printed = self.run(job, scope);
        assert_eq!(printed.token_parts, Some(5), "{self:?}: {printed:?}");
        let left_s = printed.expires_on.unwrap().saturating_sub(machine_time_s());
        assert!((3_000..=3_600).contains(&left_s), "{self:?}: {left_s} s");
    }

    /// Runs it in such a step. It must get none, and tell its user this.
    pub(super) fn is_refused(&self, job: &KeptJob<'_>, scope: &str, words: &str) {
        let error = self.run(job, scope).error;
        let error = error.unwrap_or_else(|| panic!("{self:?} got a token"));
        assert!(error.contains(words), "{self:?}: no {words:?} in: {error}");
    }

    fn run(&self, job: &KeptJob<'_>, scope: &str) -> Printed {
        let output = Command::new(&self.program)
            .args(&self.script)
            .arg(scope)
            .env_clear()
            .envs(job.variables())
            .env(self.ca_variable, job.emulator.ca_file())
            .envs(self.variables.iter().cloned())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        let printed = text(&output.stdout) + &text(&output.stderr);
        assert_holds_no_secret(job.emulator, "what a client printed", &printed);
        job.assert_holds_no_key("what a client printed", &printed);
        serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{self:?}: {error} in: {printed}"))
    }
}
