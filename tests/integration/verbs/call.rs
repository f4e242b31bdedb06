//! Calls a verb as a person or a script does, and always checks for leaks.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use patless_emulator::world::Application;
use patless_emulator::{Emulator, RecordedRequest, Scenario};
use serde_json::Value;
use tempfile::TempDir;

use crate::argv::{ArgvTrace, ArgvWatch};
use crate::job_environment::{self, CONNECTION};
use crate::leaks::{
    assert_files_hold_no_secret, assert_holds_no_secret, assert_holds_not, leak_of,
};
use crate::namespaces::mount_options;
use crate::system;

/// The emulator of a scenario.
pub(crate) fn emulator(scenario: &str) -> Emulator {
    Emulator::start(Scenario::named(scenario).unwrap()).unwrap()
}

/// The application that has a client secret.
pub(crate) fn with_secret(emulator: &Emulator) -> &Application {
    let mut applications = emulator.world().applications.iter();
    applications.find(|it| it.client_secret.is_some()).unwrap()
}

/// One call.
pub(crate) struct Call<'e> {
    emulator: &'e Emulator,
    environment: BTreeMap<String, String>,
    /// Secrets of the caller's own. Only the command that it runs may show them.
    own_secrets: Vec<String>,
    /// The folders with what variables name.
    kept: Vec<TempDir>,
    /// Whether it has the keys of Azure Arc where its agent has them.
    arc_keys: ArcKeys,
    /// What records every command line. `None`: they are watched.
    trace: Option<ArgvTrace>,
}

/// Where a call finds the keys of Azure Arc.
#[derive(Clone, Copy, Eq, PartialEq)]
enum ArcKeys {
    Nowhere,
    /// In the agent's folder, over which the emulator's is mounted for this call alone.
    Mounted,
}

impl<'e> Call<'e> {
    /// At a desk where nothing is set but what every program needs.
    pub(crate) fn at_a_desk(emulator: &'e Emulator) -> Self {
        let call = Self {
            emulator,
            environment: BTreeMap::new(),
            own_secrets: Vec::new(),
            kept: Vec::new(),
            arc_keys: ArcKeys::Nowhere,
            trace: None,
        };
        call.variable("PATH", system::PROGRAMS)
            .variable("SSL_CERT_FILE", emulator.ca_file().to_str().unwrap())
            // Whatever machine this is, it has no metadata service: nothing listens there.
            .variable("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:9")
    }

    /// At a desk with the client secret of an application.
    pub(crate) fn with_client_secret(emulator: &'e Emulator) -> Self {
        let application = with_secret(emulator);
        let (tenant, client) = (emulator.world().tenant.id, application.client_id);
        let secret = application.client_secret.as_ref().unwrap();
        Self::at_a_desk(emulator)
            .variable("AZURE_TENANT_ID", &tenant.to_string())
            .variable("AZURE_CLIENT_ID", &client.to_string())
            .variable("AZURE_CLIENT_SECRET", secret)
    }

    /// In a script step of a job that maps the job's token, behind a task that says which service connection it used.
    pub(crate) fn in_a_script_step(emulator: &'e Emulator) -> Self {
        let connection = job_environment::connection(emulator, CONNECTION);
        let mut call = Self::at_a_desk(emulator);
        let of_job = job_environment::of_job(emulator).into_iter();
        let is_for_tasks = |name: &str| name.starts_with("ENDPOINT_") || name.starts_with("VSTS_");
        call.environment
            .extend(of_job.filter(|(name, _)| !is_for_tasks(name)));
        call.variable(
            "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID",
            &connection.id.to_string(),
        )
        .variable(
            "AZURESUBSCRIPTION_TENANT_ID",
            &connection.tenant_id.to_string(),
        )
        .variable(
            "AZURESUBSCRIPTION_CLIENT_ID",
            &connection.client_id.to_string(),
        )
        .variable("SYSTEM_ACCESSTOKEN", &emulator.world().job.token)
    }

    /// Sets a variable.
    pub(crate) fn variable(mut self, name: &str, value: &str) -> Self {
        self.environment.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Sets a variable that holds a secret which the emulator does not know.
    pub(crate) fn secret_variable(mut self, name: &str, value: &str) -> Self {
        self.own_secrets.push(value.to_owned());
        self.variable(name, value)
    }

    /// Sets variables.
    pub(super) fn variables(self, variables: Vec<(String, String)>) -> Self {
        let variables = variables.into_iter();
        variables.fold(self, |call, (name, value)| call.variable(&name, &value))
    }

    /// Sets a variable to the path of a file with this content.
    pub(super) fn file(mut self, variable: &str, content: impl AsRef<[u8]>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, content).unwrap();
        self.kept.push(folder);
        self.variable(variable, path.to_str().unwrap())
    }

    /// Puts a program before all others: a script of this shell.
    #[cfg(unix)]
    pub(super) fn program(mut self, name: &str, shell: &str, script: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("script");
        std::fs::write(&text, format!("#!{shell}\n{script}\n")).unwrap();
        // By another process: what this one writes is still open in whatever it forks meanwhile, and cannot be run.
        let mut install = Command::new("install");
        install.args(["-m", "755"]).arg(text);
        let status = install.arg(folder.path().join(name)).status();
        assert!(status.unwrap().success());
        let path = format!("{}:{}", folder.path().display(), self.environment["PATH"]);
        self.kept.push(folder);
        self.variable("PATH", &path)
    }

    /// Has the keys of Azure Arc where its agent has them.
    pub(super) fn with_arc_keys(mut self) -> Self {
        self.arc_keys = ArcKeys::Mounted;
        self
    }

    /// Has every command line checked, however short it lives, where this machine can: for what starts programs of others.
    pub(crate) fn traced(mut self) -> Self {
        self.trace = ArgvTrace::new();
        self
    }

    /// The emulator.
    pub(super) fn emulator(&self) -> &'e Emulator {
        self.emulator
    }

    /// A command line with this environment, in this folder, for a test that starts it in its own way.
    pub(crate) fn command(&self, program: &Path, arguments: &[&str], folder: &Path) -> Command {
        #[cfg(unix)]
        patless_emulator::agent::start_steps_with_default_signals();
        let mut command = match (&self.trace, self.arc_keys) {
            (Some(trace), _) => trace.command(program),
            (None, ArcKeys::Nowhere) => Command::new(program),
            (None, ArcKeys::Mounted) => with_mounted_keys(self.emulator, program),
        };
        command
            .args(arguments)
            .env_clear()
            .envs(system::VARIABLES.iter().copied())
            .envs(&self.environment)
            .env("HOME", folder)
            .env("TMPDIR", folder)
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Calls the verb, and fails if it leaks.
    pub(crate) fn run(self, arguments: &[&str]) -> Ended {
        let folder = tempfile::tempdir().unwrap();
        let binary = Path::new(env!("CARGO_BIN_EXE_patless"));
        let command = self.command(binary, arguments, folder.path());
        self.check(command, folder.path())
    }

    /// Calls the verb on the emulator's authority host: the flag stands before any command of `exec`.
    pub(crate) fn run_on_emulator(self, arguments: &[&str]) -> Ended {
        let host = self.emulator.authority_host().to_string();
        let mut all = vec![arguments[0], "--authority-host", &host];
        all.extend(&arguments[1..]);
        self.run(&all)
    }

    /// Runs a command to its end, and fails if it leaks.
    ///
    /// Checked are: standard error; standard output, which may hold access tokens only; every file left behind; the command
    /// lines; the paths of the requests.
    pub(crate) fn check(&self, mut command: Command, folder: &Path) -> Ended {
        let emulator = self.emulator;
        let requests_before = emulator.requests().len();
        let watch = ArgvWatch::start();
        let output = command.spawn().unwrap().wait_with_output().unwrap();
        let mut command_lines = watch.stop();
        command_lines.extend(self.trace.as_ref().map(ArgvTrace::lines));
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let ended = Ended {
            status: output.status,
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            requests: emulator.requests()[requests_before..].to_vec(),
        };
        for secret in &self.own_secrets {
            assert_holds_not(secret, "standard error", &ended.stderr);
            assert_holds_not(secret, "a command line", &command_lines);
        }
        let paths: Vec<_> = ended.requests.iter().map(|it| it.path.as_str()).collect();
        for (place, text) in [
            ("standard error", ended.without_masks()),
            ("a command line", command_lines),
            ("the path of a request", paths.join("\n")),
        ] {
            assert_holds_no_secret(emulator, place, &text);
        }
        for secret in emulator.secrets().iter().filter(|it| !is_access_token(it)) {
            assert_eq!(leak_of(secret, "standard output", &ended.stdout), None);
        }
        assert_files_hold_no_secret(emulator, folder);
        ended
    }
}

/// Starts a program where the folder of the emulator's keys of Azure Arc is mounted over that of the agent.
fn with_mounted_keys(emulator: &Emulator, program: &Path) -> Command {
    const MOUNT: &str = "set -e; mount -t tmpfs tmpfs /var/opt; mkdir -p /var/opt/azcmagent/tokens; \
                         mount --bind \"$0\" /var/opt/azcmagent/tokens; exec \"$@\"";
    let mut command = Command::new("unshare");
    command
        .args([mount_options().unwrap(), "sh", "-c", MOUNT])
        .arg(emulator.arc_key_folder())
        .arg(program);
    command
}

/// What a call left.
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// The requests that the emulator got meanwhile.
    pub(crate) requests: Vec<RecordedRequest>,
}

impl Ended {
    /// The exit code. `None` where a signal ended it.
    pub(crate) fn code(&self) -> Option<i32> {
        self.status.code()
    }

    /// Fails unless the call succeeded.
    pub(crate) fn fine(self) -> Self {
        assert_eq!(self.code(), Some(0), "{}", self.stderr);
        self
    }

    /// Standard error without the lines that ask the agent to mask the token.
    pub(crate) fn without_masks(&self) -> String {
        let lines = self.stderr.lines();
        let others = lines.filter(|line| !line.starts_with("##vso[task.setsecret]"));
        others.map(|line| format!("{line}\n")).collect()
    }
}

/// Whether a secret of the emulator is an access token: no assertion, whose claims can be read, and nothing without parts.
pub(crate) fn is_access_token(secret: &str) -> bool {
    let Some(claims) = secret.split('.').nth(1) else {
        return false;
    };
    let claims = URL_SAFE_NO_PAD.decode(claims).unwrap_or_default();
    let claims: Value = serde_json::from_slice(&claims).unwrap_or_default();
    let audience = claims["aud"].as_str().unwrap_or_default();
    ![
        "api://AzureADTokenExchange",
        "fb60f99c-7a34-4190-8149-302f77469936",
    ]
    .contains(&audience)
}

/// The access tokens that the emulator has issued, in order.
pub(crate) fn access_tokens(emulator: &Emulator) -> Vec<String> {
    let secrets = emulator.secrets().into_iter();
    secrets.filter(|secret| is_access_token(secret)).collect()
}

#[test]
#[ignore = "needs strace, which `cargo xtask test` installs"]
#[should_panic(expected = "a command line holds a secret")]
fn a_secret_in_a_command_line_that_is_gone_at_once_is_a_leak() {
    let emulator = emulator("default");
    let call = Call::at_a_desk(&emulator).traced();
    let call = call.secret_variable("SECRET", "what-nobody-else-may-see");
    let folder = tempfile::tempdir().unwrap();
    let leak = ["-c", "/bin/true \"$SECRET\""];
    let command = call.command(Path::new("/bin/sh"), &leak, folder.path());
    call.check(command, folder.path());
}
