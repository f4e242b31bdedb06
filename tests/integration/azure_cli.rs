//! The real Azure CLI: it signs in to the emulator in each of its ways, and `patless` gets its token.

mod keeper;
mod refusals;
mod sign_in;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use patless_emulator::{Emulator, Scenario};

use crate::set_up::set_up;
use crate::verbs::Call;

/// A desk with the real `az`, which knows the emulator as its cloud.
struct Desk<'e> {
    emulator: &'e Emulator,
    /// What `az` keeps, the tokens among it.
    folder: tempfile::TempDir,
    /// The variables of `az` and of `patless`.
    variables: Vec<(String, String)>,
}

impl<'e> Desk<'e> {
    /// A desk where nobody is signed in.
    fn new(emulator: &'e Emulator) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let programs = set_up("clients/azure-cli/bin/az");
        let path = format!("{}:/usr/bin:/bin", programs.parent().unwrap().display());
        let kept = folder.path().join("azure").display().to_string();
        let ca = emulator.ca_file().display().to_string();
        let desk = Self {
            emulator,
            folder,
            variables: Vec::new(),
        };
        let desk = desk
            .set("PATH", &path)
            .set("AZURE_CONFIG_DIR", &kept)
            .set("AZURE_CLOUD_NAME", "Emulator")
            .set("AZURE_CORE_COLLECT_TELEMETRY", "no")
            // Otherwise it asks the real login.microsoftonline.com whether our authority host is one of Microsoft's.
            .set("AZURE_CORE_INSTANCE_DISCOVERY", "no")
            .set("REQUESTS_CA_BUNDLE", &ca);
        let url = emulator.resource_manager_url().to_string();
        let url = url.trim_end_matches('/');
        let register = ["cloud", "register", "--name", "Emulator"];
        desk.az(&[&register[..], &["--endpoint-resource-manager", url]].concat());
        desk
    }

    /// Sets a variable in place of another one.
    fn set(mut self, name: &str, value: &str) -> Self {
        self.variables.retain(|(own, _)| own != name);
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Runs `az`, which must succeed.
    fn az(&self, arguments: &[&str]) -> String {
        let variables = self.variables.iter();
        // When the desk is made, there is no such cloud yet.
        let variables =
            variables.filter(|(name, _)| name != "AZURE_CLOUD_NAME" || arguments[0] != "cloud");
        let Output {
            status,
            stdout,
            stderr,
        } = Command::new(set_up("clients/azure-cli/bin/az"))
            .args(arguments)
            .env_clear()
            .envs(variables.cloned())
            .env("HOME", self.folder.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let words = String::from_utf8_lossy(&stderr);
        assert!(status.success(), "az {arguments:?}: {words}");
        String::from_utf8(stdout).unwrap()
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
        self.folder.path().join("azure").join(file)
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
