//! The real Azure CLI: it signs in to the emulator in each of its ways, and `patless` gets its token.

mod cloud;
mod documented;
mod federation;
mod keeper;
mod refusals;
mod sign_in;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use patless_emulator::{Emulator, Scenario};

use crate::set_up::set_up;
use crate::verbs::Call;

/// A desk with the real `az`, whose cloud is the emulator.
struct Desk<'e> {
    emulator: &'e Emulator,
    /// The home, and files of the test.
    folder: tempfile::TempDir,
    /// The variables of `az` and of `patless`.
    variables: Vec<(String, String)>,
}

impl<'e> Desk<'e> {
    /// A desk where nobody is signed in, with the variables that `serve --azure-cli` writes.
    fn new(emulator: &'e Emulator) -> Self {
        let programs = set_up("clients/azure-cli/bin/az");
        let path = format!("{}:/usr/bin:/bin", programs.parent().unwrap().display());
        let desk = Self {
            emulator,
            folder: tempfile::tempdir().unwrap(),
            variables: emulator.azure_cli_environment().unwrap(),
        };
        desk.set("PATH", &path)
    }

    /// Sets a variable in place of another one.
    fn set(mut self, name: &str, value: &str) -> Self {
        self.variables.retain(|(own, _)| own != name);
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Runs `az`.
    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(set_up("clients/azure-cli/bin/az"))
            .args(arguments)
            .env_clear()
            .envs(self.variables.iter().cloned())
            .env("HOME", self.folder.path())
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// Runs `az`, which must succeed.
    fn az(&self, arguments: &[&str]) -> String {
        let Output {
            status,
            stdout,
            stderr,
        } = self.run(arguments);
        let words = String::from_utf8_lossy(&stderr);
        assert!(status.success(), "az {arguments:?}: {words}");
        String::from_utf8(stdout).unwrap()
    }

    /// Runs `az`, which must fail with exit code 1 and print nothing but words of its own, without a secret.
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let words = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "az {arguments:?}: {words}");
        assert_eq!(output.stdout, b"");
        assert!(!words.contains("Traceback"), "{words}");
        let secrets = self.emulator.secrets();
        assert!(secrets.iter().all(|it| !words.contains(it)), "{words}");
        words
    }

    /// Signs in a service principal. What is secret is in a file, so that no command line shows it.
    fn sign_in(&self, client: &str, credential: &[&str]) {
        let tenant = self.emulator.world().tenant.id.to_string();
        let service_principal = ["login", "--service-principal", "--username", client];
        let more = ["--tenant", &tenant, "--allow-no-subscriptions"];
        self.az(&[&service_principal[..], credential, &more].concat());
    }

    /// Signs in the application with a client secret.
    fn sign_in_with_secret(&self) {
        let application = crate::verbs::with_secret(self.emulator);
        let secret = application.client_secret.as_ref().unwrap();
        let file = self.folder.path().join("secret");
        fs::write(&file, secret).unwrap();
        let client = application.client_id.to_string();
        self.sign_in(&client, &["--password", &format!("@{}", file.display())]);
    }

    /// A file that `az` keeps.
    fn kept(&self, file: &str) -> PathBuf {
        let mut variables = self.variables.iter();
        let folder = variables.find(|(name, _)| name == "AZURE_CONFIG_DIR");
        PathBuf::from(&folder.unwrap().1).join(file)
    }

    /// A call of `patless` here.
    fn call(&self) -> Call<'e> {
        let call = Call::at_a_desk(self.emulator);
        self.variables
            .iter()
            .fold(call, |call, (name, value)| call.variable(name, value))
    }
}

fn emulator(scenario: &str) -> Emulator {
    Emulator::start(Scenario::named(scenario).unwrap()).unwrap()
}
