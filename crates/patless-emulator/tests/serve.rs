//! Tests `serve` and `scenarios` with the real binary.

#![cfg(unix)]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

#[cfg(test)]
mod process {
    use super::*;

    /// Running process of `serve`.
    pub(super) struct Serve {
        pub(super) child: Child,
        pub(super) out: BufReader<ChildStdout>,
    }

    impl Serve {
        /// Starts the process, and waits until it is ready.
        pub(super) fn start(env_file: &Path, scenario: &str) -> Self {
            Self::start_with(env_file, &["--scenario", scenario])
        }

        /// Starts the process with more arguments, and waits until it is ready.
        pub(super) fn start_with(env_file: &Path, arguments: &[&str]) -> Self {
            let mut child = Command::new(env!("CARGO_BIN_EXE_patless-emulator"))
                .args(["serve", "--env-file"])
                .arg(env_file)
                .args(arguments)
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let mut out = BufReader::new(child.stdout.take().unwrap());
            let mut line = String::new();
            out.read_line(&mut line).unwrap();
            let ready = format!(
                "patless-emulator: ready, environment in {}\n",
                env_file.display(),
            );
            assert_eq!(line, ready);
            Self { child, out }
        }

        /// Sends a signal. Returns the exit code and the rest of the output.
        pub(super) fn stop(mut self, signal: &str) -> (Option<i32>, String) {
            let sent = Command::new("kill")
                .args([signal, &self.child.id().to_string()])
                .status()
                .unwrap();
            assert!(sent.success());
            let status = self.child.wait().unwrap();
            let mut rest = String::new();
            self.out.read_to_string(&mut rest).unwrap();
            (status.code(), rest)
        }
    }

    /// Asks a page for itself, and returns the answer.
    pub(super) fn page_at(address: &str) -> String {
        let host = address
            .strip_prefix("http://")
            .and_then(|it| it.strip_suffix('/'))
            .unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        let head = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

use process::{Serve, page_at};

#[test]
fn env_file_is_private_and_removed_at_exit() {
    for signal in ["-TERM", "-INT"] {
        let folder = tempfile::tempdir().unwrap();
        let env_file = folder.path().join("patless.env");
        let serve = Serve::start(&env_file, "default");

        let mode = fs::metadata(&env_file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let text = fs::read_to_string(&env_file).unwrap();
        let value = |name: &str| {
            text.lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix('='))
                .unwrap_or_else(|| panic!("{name} is missing"))
        };
        for name in [
            "SYSTEM_OIDCREQUESTURI",
            "SYSTEM_COLLECTIONURI",
            "SYSTEM_TEAMPROJECTID",
            "SYSTEM_HOSTTYPE",
            "SYSTEM_PLANID",
            "SYSTEM_JOBID",
            "AZURE_AUTHORITY_HOST",
            "AZURE_TENANT_ID",
            "AZURE_CLIENT_ID",
            "AZURESUBSCRIPTION_TENANT_ID",
            "AZURESUBSCRIPTION_CLIENT_ID",
            "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID",
            "PATLESS_EMULATOR_ADO_URL",
            "PATLESS_EMULATOR_VSTOKEN_URL",
            "PATLESS_EMULATOR_ARM_URL",
        ] {
            assert!(!value(name).is_empty(), "{name}");
        }
        assert!(value("SYSTEM_ACCESSTOKEN").starts_with("sekret-job-token-"));
        let ca_file = value("PATLESS_EMULATOR_CA_FILE").to_owned();
        assert!(
            fs::read_to_string(&ca_file)
                .unwrap()
                .contains("BEGIN CERTIFICATE")
        );

        assert_eq!(serve.stop(signal), (Some(0), String::new()), "{signal}");
        assert!(!env_file.exists());
        assert!(!Path::new(&ca_file).exists());
    }
}

#[test]
fn env_file_of_a_host_has_its_variables_and_no_other_client() {
    let rows: [(&str, &[&str]); 5] = [
        ("imds", &["AZURE_POD_IDENTITY_AUTHORITY_HOST"]),
        ("app-service", &["IDENTITY_ENDPOINT", "IDENTITY_HEADER"]),
        ("arc", &["IDENTITY_ENDPOINT", "IMDS_ENDPOINT"]),
        ("machine-learning", &["MSI_ENDPOINT", "MSI_SECRET"]),
        ("cloud-shell", &["MSI_ENDPOINT"]),
    ];
    for (host, names) in rows {
        let folder = tempfile::tempdir().unwrap();
        let env_file = folder.path().join("patless.env");
        let options = ["--managed-identity", host];
        let serve = Serve::start_with(&env_file, &options);
        let text = fs::read_to_string(&env_file).unwrap();
        let has = |name: &str| text.contains(&format!("\n{name}="));
        assert!(names.iter().all(|name| has(name)), "{host}: {text}");
        assert!(has("SYSTEM_OIDCREQUESTURI"), "{host}");
        assert!(has("PATLESS_EMULATOR_ARC_KEY_FOLDER"), "{host}");
        assert!(!has("AZURE_CLIENT_ID"), "{host}");
        assert_eq!(serve.stop("-TERM").0, Some(0));
    }
}

#[test]
fn unknown_host_is_a_usage_error() {
    let output = Command::new(env!("CARGO_BIN_EXE_patless-emulator"))
        .args(["serve", "--env-file", "never-written"])
        .args(["--managed-identity", "fabric"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("cloud-shell"), "{message}");
    assert!(!Path::new("never-written").exists());
}

#[test]
fn env_file_replaces_an_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let env_file = folder.path().join("patless.env");
    fs::write(&env_file, "OLD=1\n").unwrap();
    let serve = Serve::start(&env_file, "unknown-client");
    assert!(!fs::read_to_string(&env_file).unwrap().contains("OLD"));
    assert_eq!(serve.stop("-TERM").0, Some(0));
}

#[test]
fn variables_of_an_identity_replace_those_of_the_job() {
    let folder = tempfile::tempdir().unwrap();
    let env_file = folder.path().join("patless.env");
    for (identity, name) in [
        ("client-secret", "AZURE_CLIENT_SECRET"),
        ("client-certificate", "AZURE_CLIENT_CERTIFICATE_PATH"),
        ("github", "ACTIONS_ID_TOKEN_REQUEST_URL"),
        ("workload-identity", "AZURE_FEDERATED_TOKEN_FILE"),
    ] {
        let serve = Serve::start_with(&env_file, &["--identity", identity]);
        let text = fs::read_to_string(&env_file).unwrap();
        let names: Vec<_> = text
            .lines()
            .filter_map(|line| Some(line.split_once('=')?.0))
            .collect();
        assert!(names.contains(&name), "{identity}: {names:?}");
        assert!(names.contains(&"SYSTEM_OIDCREQUESTURI"), "{identity}");
        let client_ids = names.iter().filter(|it| **it == "AZURE_CLIENT_ID");
        assert_eq!(client_ids.count(), 1, "{identity}");
        assert_eq!(serve.stop("-TERM").0, Some(0));
    }
}

#[test]
fn identity_on_a_host_keeps_its_client() {
    let folder = tempfile::tempdir().unwrap();
    let env_file = folder.path().join("patless.env");
    let options = [
        "--managed-identity",
        "app-service",
        "--identity",
        "client-secret",
    ];
    let serve = Serve::start_with(&env_file, &options);
    let text = fs::read_to_string(&env_file).unwrap();
    for name in ["IDENTITY_HEADER", "AZURE_CLIENT_SECRET", "AZURE_CLIENT_ID"] {
        let prefix = format!("{name}=");
        let lines = text.lines().filter(|it| it.starts_with(&prefix));
        assert_eq!(lines.count(), 1, "{name}");
    }
    assert_eq!(serve.stop("-TERM").0, Some(0));
}

#[test]
fn folder_of_az_is_private_and_removed_at_exit() {
    let folder = tempfile::tempdir().unwrap();
    let env_file = folder.path().join("patless.env");
    let serve = Serve::start_with(&env_file, &["--azure-cli"]);
    let text = fs::read_to_string(&env_file).unwrap();
    let value = |name: &str| text.lines().find_map(|line| line.strip_prefix(name));
    let az = Path::new(value("AZURE_CONFIG_DIR=").unwrap());
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(az), 0o700);
    assert_eq!(mode(&az.join("config")), 0o600);
    let clouds = fs::read_to_string(az.join("clouds.config")).unwrap();
    let entra = value("AZURE_AUTHORITY_HOST=").unwrap();
    let entra = entra.trim_end_matches('/');
    assert!(clouds.contains(&format!("endpoint_active_directory = {entra}\n")));
    assert!(!clouds.contains(" = \n"), "{clouds}");
    let ca_file = value("PATLESS_EMULATOR_CA_FILE=");
    assert_eq!(value("REQUESTS_CA_BUNDLE="), ca_file);
    assert_eq!(serve.stop("-TERM").0, Some(0));
    assert!(!az.exists());
}

#[test]
fn variables_of_az_are_there_only_if_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let env_file = folder.path().join("patless.env");
    let serve = Serve::start(&env_file, "default");
    let text = fs::read_to_string(&env_file).unwrap();
    for name in ["AZURE_CONFIG_DIR", "REQUESTS_CA_BUNDLE"] {
        assert!(!text.contains(name), "{name}");
    }
    assert_eq!(serve.stop("-TERM").0, Some(0));
}

#[test]
fn unknown_scenario_is_a_usage_error() {
    let output = Command::new(env!("CARGO_BIN_EXE_patless-emulator"))
        .args([
            "serve",
            "--env-file",
            "never-written",
            "--scenario",
            "nonsense",
        ])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "patless-emulator: no scenario is named `nonsense`; `patless-emulator scenarios` lists them\n",
    );
    assert!(!Path::new("never-written").exists());
}

#[test]
fn scenarios_are_listed() {
    let output = Command::new(env!("CARGO_BIN_EXE_patless-emulator"))
        .arg("scenarios")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).unwrap();
    for name in patless_emulator::Scenario::names() {
        assert!(
            text.lines()
                .any(|line| line.starts_with(&format!("{name} "))),
            "{name}"
        );
    }
}

#[test]
fn page_of_serve_is_there_before_it_is_ready_and_has_no_log() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_patless-emulator"))
        .args(["serve", "--page", "--env-file"])
        .arg(folder.path().join("patless.env"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    let address = line
        .trim_end()
        .strip_prefix("patless-emulator: page at ")
        .unwrap();
    assert!(address.starts_with("http://127.0.0.1:"), "{address}");
    let page = page_at(address);
    assert!(page.starts_with("HTTP/1.1 200 "), "{page}");
    assert!(
        page.contains("aria-labelledby=\"log-heading\" hidden>"),
        "{page}"
    );
    let mut ready = String::new();
    out.read_line(&mut ready).unwrap();
    assert!(ready.contains(": ready, "), "{ready}");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn page_on_a_port_that_is_taken_is_a_usage_error() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let folder = tempfile::tempdir().unwrap();
    let env_file = folder.path().join("patless.env");
    let output = Command::new(env!("CARGO_BIN_EXE_patless-emulator"))
        .args(["serve", "--page", &port, "--env-file"])
        .arg(&env_file)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    let start = format!("patless-emulator: the page cannot be on port {port}: ");
    assert!(message.starts_with(&start), "{message}");
    assert!(!env_file.exists());
}

#[test]
fn page_of_run_ends_with_the_job_where_there_is_no_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("job.yml");
    fs::write(&file, "steps:\n- bash: echo done\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_patless-emulator"))
        .arg("run")
        .arg(&file)
        .arg("--page")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let log = String::from_utf8(output.stdout).unwrap();
    let first = log.lines().next().unwrap();
    assert!(
        first.starts_with("patless-emulator: page at http://127.0.0.1:"),
        "{log}"
    );
    assert!(log.ends_with("completed with result: Succeeded\n"), "{log}");
    assert!(!log.contains("press Enter"), "{log}");
}
