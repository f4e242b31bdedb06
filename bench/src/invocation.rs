//! How each way is started.
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{built::Built, files::Files, job, lab::Lab, place::Place, task_folder, way::Way};

/// A program, its arguments, and the whole of its environment.
#[derive(Debug)]
pub(super) struct Invocation {
    program: PathBuf,
    arguments: Vec<PathBuf>,
    variables: BTreeMap<String, String>,
}

impl Invocation {
    /// Starts `way` in the folder `run`, as a step of a job.
    pub(super) fn new(way: Way, built: &Built, files: &Files, lab: &Lab, run: &Path) -> Self {
        let mut it = Self {
            program: PathBuf::new(),
            arguments: Vec::new(),
            variables: job::variables(&lab.urls),
        };
        let system = "/usr/local/bin:/usr/bin:/bin";
        it.set("PATH", system);
        it.set("HOME", &run.join("home"));
        for name in ["AGENT_TEMPDIRECTORY", "TMPDIR"] {
            it.set(name, &run.join("temp"));
        }
        // Python's clients bring CAs of their own, Node.js has some built in; the others have the machine's.
        it.set("REQUESTS_CA_BUNDLE", &files.store());
        it.set("NODE_EXTRA_CA_CERTS", &files.ca());
        if lab.place == Place::Outside {
            it.set("SSL_CERT_FILE", &files.store());
            it.set("CURL_CA_BUNDLE", &files.store());
        }
        match way {
            Way::Floor => {
                it.program = built.own("floor");
                it.set("FLOOR_CA", &files.ca());
            }
            Way::Patless => it.patless(built, job::one_token()),
            Way::PatlessTen => it.patless(built, job::ten_tokens()),
            Way::Launcher => {
                it.script(
                    task_folder::node(built.target_folder()),
                    task_folder::launcher(built.target_folder()),
                );
                it.variables.extend(job::one_token());
            }
            Way::EmptyNode => {
                it.script(
                    task_folder::node(built.target_folder()),
                    task_folder::empty(built.target_folder()),
                );
                it.variables.extend(job::one_token());
            }
            Way::Curl => it.script("/bin/sh", built.source("bench/peers/curl-jq.sh")),
            Way::Rust => {
                it.program = built.target("bench/azure-identity/release/patless-client-rust");
            }
            Way::Python => it.script(
                built.target("clients/python/bin/python"),
                built.source("tests/clients/python/client.py"),
            ),
            Way::Node => {
                it.script(
                    built.target("clients/node/node"),
                    built.target("clients/node/client.mjs"),
                );
                if lab.place == Place::Namespaces {
                    // The real host name needs none of what the tests' client is told.
                    it.set(
                        "CREDENTIAL_OPTIONS",
                        r#"{"disableInstanceDiscovery":false}"#,
                    );
                }
            }
            Way::AzureCli => {
                it.script("/bin/sh", built.source("bench/peers/azure-cli.sh"));
                let programs = built.target("bench/azure-cli/python/bin");
                it.set("PATH", &format!("{}:{system}", programs.display()));
                it.set("AZURE_CONFIG_DIR", &run.join("azure"));
                it.set("AZURE_CORE_COLLECT_TELEMETRY", "no");
                it.set("NODE", &built.target("clients/node/node"));
                it.set("ASSERTION", &built.target("bench/azure-cli/assertion.cjs"));
            }
        }
        it
    }

    /// Starts the task's program.
    fn patless(&mut self, built: &Built, inputs: BTreeMap<String, String>) {
        self.program = built.patless();
        self.arguments = vec!["task".into()];
        self.variables.extend(inputs);
    }

    /// Starts a script.
    fn script(&mut self, program: impl Into<PathBuf>, script: PathBuf) {
        self.program = program.into();
        self.arguments = vec![script];
    }

    /// Sets a variable.
    fn set(&mut self, name: &str, value: &(impl AsRef<Path> + ?Sized)) {
        let value = value.as_ref().display().to_string();
        self.variables.insert(name.to_owned(), value);
    }

    /// The command that runs it with `runner`, which is given `words` first.
    pub(super) fn command(&self, runner: &Path, words: &[&Path]) -> Command {
        let mut command = Command::new(runner);
        command
            .args(words)
            .arg(&self.program)
            .args(&self.arguments)
            .env_clear()
            .envs(&self.variables);
        command
    }
}
