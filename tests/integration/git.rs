//! The real `git`, in each version that is here, gets its tokens from `patless` and works with the emulated Azure Repos.

pub(crate) mod foreign;
mod headers;
mod helper;
mod protocol;
mod recipe;
mod refusals;
mod set_up;
mod strangers;
mod versions;

use std::fs;
use std::path::{Path, PathBuf};

use patless_emulator::scenario::Faults;
use patless_emulator::{Emulator, Scenario};
use tempfile::TempDir;

use crate::verbs::{Call, Ended};
use versions::Git;

/// A desk with one `git`, and the client secret of an application.
struct Desk<'e> {
    emulator: &'e Emulator,
    git: &'e Git,
    folder: TempDir,
    /// Whose token it is.
    identity: Identity,
    /// Variables besides.
    variables: Vec<(String, String)>,
}

/// Whose token it is.
#[derive(Clone, Copy)]
enum Identity {
    /// An application's, by its client secret.
    ClientSecret,
    /// That of a service connection, in a script step of a job.
    ServiceConnection,
}

impl<'e> Desk<'e> {
    fn new(emulator: &'e Emulator, git: &'e Git) -> Self {
        Self {
            emulator,
            git,
            folder: tempfile::tempdir().unwrap(),
            identity: Identity::ClientSecret,
            variables: Vec::new(),
        }
    }

    /// In a script step of a job instead.
    fn in_a_script_step(mut self) -> Self {
        self.identity = Identity::ServiceConnection;
        self
    }

    /// Sets a variable.
    fn set(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Has Git ask the helper for every server: the helper itself must say no.
    fn with_helper_for_all(self) -> Self {
        let helper = format!(
            "!'{}' git-credential --quiet {}",
            env!("CARGO_BIN_EXE_patless"),
            self.identity().join(" ")
        );
        self.set("GIT_CONFIG_COUNT", "1")
            .set("GIT_CONFIG_KEY_0", "credential.helper")
            .set("GIT_CONFIG_VALUE_0", &helper)
    }

    /// The options that name the identity and the emulator.
    fn identity(&self) -> Vec<String> {
        let source = match self.identity {
            Identity::ClientSecret => "client-secret",
            Identity::ServiceConnection => "service-connection",
        };
        [
            format!("--source={source}"),
            format!("--authority-host={}", self.emulator.authority_host()),
            format!("--organization={}", self.emulator.azure_devops_url()),
        ]
        .to_vec()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn call(&self) -> Call<'e> {
        let call = match self.identity {
            Identity::ClientSecret => Call::with_client_secret(self.emulator),
            Identity::ServiceConnection => Call::in_a_script_step(self.emulator),
        };
        let call = call
            .variable("PATH", &self.git.path_variable())
            .variable("GIT_CONFIG_NOSYSTEM", "1")
            .variable("GIT_TERMINAL_PROMPT", "0")
            .variable("GIT_SSL_CAINFO", self.emulator.ca_file().to_str().unwrap())
            .traced();
        self.variables
            .iter()
            .fold(call, |call, (name, value)| call.variable(name, value))
    }

    /// Runs a program here, and fails if anything leaks: into outputs, command lines, request paths, or files of this desk.
    fn run(&self, program: &Path, arguments: &[&str], folder: &Path) -> Ended {
        let call = self.call();
        let mut command = call.command(program, arguments, folder);
        command.env("HOME", self.folder.path());
        call.check(command, self.folder.path())
    }

    /// Runs Git in a folder of this desk.
    fn git(&self, folder: &str, arguments: &[&str]) -> Ended {
        self.run(&self.git.program, arguments, &self.path(folder))
    }

    /// Runs `patless` in a folder of this desk, with the options of the identity behind `verb`.
    fn patless(&self, folder: &str, verb: &[&str], rest: &[&str]) -> Ended {
        let identity = self.identity();
        let identity: Vec<_> = identity.iter().map(String::as_str).collect();
        let arguments = [verb, &identity, rest].concat();
        let program = Path::new(env!("CARGO_BIN_EXE_patless"));
        self.run(program, &arguments, &self.path(folder))
    }

    /// A repository in the folder `clone` whose `origin` is the emulated one, without anything of it yet.
    fn with_empty_clone(self) -> Self {
        self.git("", &["init", "--quiet", "--initial-branch=main", "clone"])
            .fine();
        let url = self.url();
        self.git("clone", &["remote", "add", "origin", &url]).fine();
        self
    }

    fn url(&self) -> String {
        self.emulator.repository_url().to_string()
    }

    /// The content of a file in the repository's own folder.
    fn settings(&self, clone: &str) -> String {
        fs::read_to_string(self.path(clone).join(".git/config")).unwrap()
    }
}

/// The emulator of a scenario.
fn emulator(scenario: &str) -> Emulator {
    Emulator::start(Scenario::named(scenario).unwrap()).unwrap()
}

/// The emulator with these faults.
fn with_faults(faults: Faults) -> Emulator {
    Emulator::start(Scenario {
        faults,
        ..Scenario::default()
    })
    .unwrap()
}

/// The schemes of the credentials that the emulated Azure Repos got in these requests.
fn schemes(ended: &Ended) -> Vec<&str> {
    let requests = ended.requests.iter();
    let of_git = requests.filter(|request| request.path.contains("/_git/"));
    of_git
        .filter_map(|request| request.header("authorization"))
        .collect()
}
