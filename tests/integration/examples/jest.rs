//! The tests of `examples/integration-tests`, unchanged, in the pipeline and at a desk. It is the real Jest.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use patless_emulator::agent::TaskResult;
use patless_emulator::world::{Application, Organization};
use patless_emulator::{Emulator, Scenario};

use super::WITH_JEST;
use crate::argv::ArgvWatch;
use crate::leaks::assert_holds_no_secret;
use crate::pipeline::{Played, play_with, root};
use crate::set_up::set_up;

/// The sources of somebody who uses the example, with a Node that Jest supports.
struct Sources(tempfile::TempDir);

impl Sources {
    /// With what is in the repository. npm finds the packages in the cache of the set-up, and asks no registry.
    fn new() -> Self {
        let sources = Self(tempfile::tempdir().unwrap());
        fs::create_dir_all(sources.project()).unwrap();
        for entry in fs::read_dir(root().join("examples/integration-tests")).unwrap() {
            let file = entry.unwrap();
            if file.file_type().unwrap().is_file() {
                fs::copy(file.path(), sources.project().join(file.file_name())).unwrap();
            }
        }
        let cache = set_up("clients/jest/cache");
        let settings = format!("cache={}\noffline=true\n", cache.display());
        fs::write(sources.project().join(".npmrc"), settings).unwrap();
        fs::create_dir(sources.programs()).unwrap();
        let node = set_up("clients/node/node");
        std::os::unix::fs::symlink(node, sources.programs().join("node")).unwrap();
        sources
    }

    fn project(&self) -> PathBuf {
        self.0.path().join("examples/integration-tests")
    }

    fn programs(&self) -> PathBuf {
        self.0.path().join("programs")
    }

    /// Plays the pipeline after a change to its text.
    fn play(&self, emulator: &Emulator, change: impl Fn(&str) -> String) -> Played {
        let text = fs::read_to_string(root().join("pipelines/examples").join(WITH_JEST)).unwrap();
        let file = self.0.path().join(WITH_JEST);
        fs::write(&file, change(&text)).unwrap();
        let (programs, sources) = (self.programs(), self.0.path());
        let options = [
            "--path".as_ref(),
            programs.as_os_str(),
            "--sources".as_ref(),
            sources.as_os_str(),
        ];
        play_with(emulator, &file, &options)
    }

    /// A program in the project's folder, with the environment of somebody who has nothing set up but Node.
    fn command(&self, emulator: &Emulator, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        let path = format!("{}:/usr/local/bin:/usr/bin:/bin", self.programs().display());
        command
            .current_dir(self.project())
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.0.path())
            .env("SSL_CERT_FILE", emulator.ca_file())
            .env("NODE_EXTRA_CA_CERTS", emulator.ca_file())
            .stdin(Stdio::null());
        command
    }

    /// Installs Jest as a person does.
    fn install(&self, emulator: &Emulator) {
        let mut npm = self.command(emulator, "npm");
        let output = npm.args(["ci", "--ignore-scripts"]).output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
    }

    /// `patless exec … -- npx jest`, with the client secret of an application, against an organization.
    fn exec(
        &self,
        emulator: &Emulator,
        application: &Application,
        organization: &Organization,
    ) -> Output {
        let url = emulator.organization_url(organization);
        let watch = ArgvWatch::start();
        let output = self
            .command(emulator, env!("CARGO_BIN_EXE_patless"))
            .env("AZURE_TENANT_ID", application.tenant_id.to_string())
            .env("AZURE_CLIENT_ID", application.client_id.to_string())
            .env(
                "AZURE_CLIENT_SECRET",
                application.client_secret.as_ref().unwrap(),
            )
            .args([
                "exec",
                "--authority-host",
                emulator.authority_host().as_str(),
            ])
            .args(["--variable", "SECRET_INGETRATION_TESTING_TOKEN", "--"])
            .args(["npx", "jest", "--globals"])
            .arg(format!("{{\"organization\":\"{url}\"}}"))
            .output()
            .unwrap();
        assert_holds_no_secret(emulator, "a command line", &watch.stop());
        assert_holds_no_secret(emulator, "the output", &said(&output));
        output
    }
}

fn said(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    format!("{out}{err}")
}

/// The application with a client secret in a tenant.
fn application<'e>(emulator: &'e Emulator, organization: &Organization) -> &'e Application {
    let mut applications = emulator.world().applications.iter();
    let fits = |it: &&Application| {
        it.client_secret.is_some() && it.license.is_some() && it.organization_id == organization.id
    };
    applications.find(fits).unwrap()
}

const PASSED: &str = "Tests:       2 passed, 2 total";

#[test]
#[ignore = "needs the Jest and the Node that `cargo xtask test` sets up"]
fn the_tests_pass_unchanged_in_the_pipeline() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let played = Sources::new().play(&emulator, str::to_owned);
    assert_eq!(played.result, TaskResult::Succeeded, "{}", played.log);
    assert!(played.log.contains(PASSED), "{}", played.log);
}

#[test]
#[ignore = "needs the Jest and the Node that `cargo xtask test` sets up"]
fn the_tests_fail_under_the_name_that_the_agent_takes_away() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    // Mapped as its name is, which looks right.
    let mapped = |text: &str| {
        let text = text.replace(
            "      TOKEN: $(SECRET",
            "      SECRET_INGETRATION_TESTING_TOKEN: $(SECRET",
        );
        text.replace("SECRET_INGETRATION_TESTING_TOKEN=\"$TOKEN\" npx", "npx")
    };
    let played = Sources::new().play(&emulator, mapped);
    assert_eq!(played.result, TaskResult::Failed, "{}", played.log);
    assert!(!played.log.contains(PASSED), "{}", played.log);
}

#[test]
#[ignore = "needs the Jest and the Node that `cargo xtask test` sets up"]
fn the_command_of_the_desk_passes_on_the_token_of_the_pipeline() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let sources = Sources::new();
    let patless = sources.programs().join("patless");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_patless"), patless).unwrap();
    let by_exec = |text: &str| {
        let exec = "patless exec --variable SECRET_INGETRATION_TESTING_TOKEN -- npx jest";
        let changed = text.replace("\"$TOKEN\" npx jest", &format!("\"$TOKEN\" {exec}"));
        assert_ne!(changed, text);
        changed
    };
    let played = sources.play(&emulator, by_exec);
    assert_eq!(played.result, TaskResult::Succeeded, "{}", played.log);
    assert!(played.log.contains(PASSED), "{}", played.log);
    let exchanges = emulator.requests();
    let exchanges = exchanges
        .iter()
        .filter(|it| it.path.ends_with("/oauth2/v2.0/token"));
    assert_eq!(exchanges.count(), 1, "exec asks for no token of its own");
}

#[test]
#[ignore = "needs the Jest and the Node that `cargo xtask test` sets up"]
fn the_tests_pass_unchanged_at_a_desk_in_each_organization() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let sources = Sources::new();
    sources.install(&emulator);
    let world = emulator.world();
    let contoso = world
        .other_organizations
        .iter()
        .find(|it| it.name == "contoso");
    for organization in [&world.organization, contoso.unwrap()] {
        let application = application(&emulator, organization);
        let output = sources.exec(&emulator, application, organization);
        assert!(output.status.success(), "{}", said(&output));
        assert!(said(&output).contains(PASSED), "{}", said(&output));
    }
    // The exit code is Jest's own.
    let elsewhere = application(&emulator, contoso.unwrap());
    let output = sources.exec(&emulator, elsewhere, &world.organization);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
}
