//! `npx patless exec -- npx jest` with the packed files: the tests of `examples/integration-tests`, unchanged, with the real
//! Jest, against the emulator.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use patless_emulator::world::{Application, Organization};
use patless_emulator::{Emulator, Scenario};

use crate::argv::ArgvWatch;
use crate::leaks::{assert_files_hold_no_secret, assert_holds_no_secret};
use crate::packed;
use crate::project::{Project, said};

/// The project of somebody who has the tests already, and installs Patless into it.
struct Tested(Project);

impl Tested {
    /// npm finds Jest in the cache of the set-up, and asks no registry. What it logs stays in the home folder.
    fn new() -> Self {
        let tested = Self(Project::empty());
        let example =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/integration-tests");
        for name in ["package.json", "package-lock.json", "azure-devops.test.js"] {
            fs::copy(example.join(name), tested.0.path(name)).unwrap();
        }
        let home = tested.0.home();
        let settings = format!(
            "cache={}\nlogs-dir={}\noffline=true\n",
            packed::jest().display(),
            home.join("logs").display()
        );
        fs::write(home.join(".npmrc"), settings).unwrap();
        for folder in ["tmp", "programs"] {
            fs::create_dir(home.join(folder)).unwrap();
        }
        symlink(packed::node(24), tested.programs().join("node")).unwrap();
        let mut npm = tested.command("npm");
        let output = npm.args(["ci", "--ignore-scripts"]).output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        let tarballs = [&*packed::launcher(), &*packed::program()];
        tested.0.install(&tarballs, &["--save-dev"]);
        tested
    }

    /// Where a Node is that Jest supports.
    fn programs(&self) -> PathBuf {
        self.0.home().join("programs")
    }

    /// A program in the project's folder, with that Node.
    fn command(&self, program: &str) -> Command {
        let mut command = self.0.command(program);
        let path = format!("{}:/usr/local/bin:/usr/bin:/bin", self.programs().display());
        command
            .env("PATH", path)
            .env("TMPDIR", self.0.home().join("tmp"))
            .stdin(Stdio::null());
        command
    }

    /// `npx patless exec … -- npx jest`, with the client secret of an application, against an organization.
    fn exec(
        &self,
        emulator: &Emulator,
        application: &Application,
        organization: &Organization,
    ) -> Output {
        let url = emulator.organization_url(organization);
        let secret = application.client_secret.as_ref().unwrap();
        let watch = ArgvWatch::start();
        let output = self
            .command("npx")
            .env("SSL_CERT_FILE", emulator.ca_file())
            .env("NODE_EXTRA_CA_CERTS", emulator.ca_file())
            .env("AZURE_TENANT_ID", application.tenant_id.to_string())
            .env("AZURE_CLIENT_ID", application.client_id.to_string())
            .env("AZURE_CLIENT_SECRET", secret)
            .args(["patless", "exec", "--authority-host"])
            .arg(emulator.authority_host().as_str())
            .args(["--variable", "SECRET_INGETRATION_TESTING_TOKEN", "--"])
            .args(["npx", "jest", "--globals"])
            .arg(format!("{{\"organization\":\"{url}\"}}"))
            .output()
            .unwrap();
        let seen = watch.stop();
        assert!(seen.contains("jest --globals"), "nothing was watched");
        assert_holds_no_secret(emulator, "a command line", &seen);
        assert_holds_no_secret(emulator, "the output", &said(&output));
        // What npm logged, and what Jest keeps of the tests.
        assert_files_hold_no_secret(emulator, &self.0.home().join("logs"));
        assert_files_hold_no_secret(emulator, &self.0.home().join("tmp"));
        output
    }
}

/// An application with a client secret that is a user of an organization.
fn application<'e>(emulator: &'e Emulator, organization: &Organization) -> &'e Application {
    let mut applications = emulator.world().applications.iter();
    let fits = |it: &&Application| {
        it.client_secret.is_some() && it.license.is_some() && it.organization_id == organization.id
    };
    applications.find(fits).unwrap()
}

#[test]
fn tests_that_read_a_variable_pass_by_npx() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let organization = &emulator.world().organization;
    let application = application(&emulator, organization);
    let output = Tested::new().exec(&emulator, application, organization);
    let text = said(&output);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("Tests:       2 passed, 2 total"), "{text}");
    let paths = emulator.requests().into_iter().map(|it| it.path);
    let asked = paths.filter(|path| path.ends_with("/_apis/connectionData"));
    assert_eq!(asked.count(), 2, "each test asks the organization once");
}

#[test]
fn exit_code_of_tests_that_fail_comes_through_npx() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let world = emulator.world();
    let mut others = world.other_organizations.iter();
    let contoso = others.find(|it| it.name == "contoso").unwrap();
    // The identity gets a token, and is no user of the organization that is asked.
    let elsewhere = application(&emulator, contoso);
    let output = Tested::new().exec(&emulator, elsewhere, &world.organization);
    let text = said(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("2 failed, 2 total"), "{text}");
}
