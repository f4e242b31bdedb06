//! The test harness: runs `patless task` as the agent would, and always checks for leaks.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use patless_emulator::agent::logging_command::DecodePercents;
use patless_emulator::{Emulator, RecordedRequest};

use crate::argv::ArgvWatch;
use crate::job_environment::{self, CONNECTION};
#[cfg(target_os = "linux")]
use crate::leaks::assert_keepers_show_no_secret;
#[cfg(unix)]
use crate::leaks::assert_only_private_files_hold_secrets;
use crate::leaks::{assert_files_hold_no_secret, assert_holds_no_secret, assert_holds_not};
use crate::memory::MemoryWatch;
use crate::system;
use crate::told::Told;

/// One run of the task, with everything that the agent puts into its environment.
pub(crate) struct Step<'e> {
    emulator: &'e Emulator,
    environment: BTreeMap<String, String>,
    /// What the agent masks before the step begins.
    known_secrets: Vec<String>,
    /// Secrets that the emulator does not know. Nobody may get them from the step, not even the agent.
    own_secrets: Vec<String>,
    binary: PathBuf,
    /// Its arguments, where they are not those of the agent.
    arguments: Option<Vec<OsString>>,
    /// The signal to send, and when.
    signal: Option<(Moment, &'static str)>,
    /// What is done before the signal is sent, with the id of the process.
    look: Option<fn(u32)>,
    /// How many jobs run it at once.
    jobs: usize,
    /// The agent's temp folder, in which it may leave private files. `None`: one of its own, in which it may not.
    temp: Option<PathBuf>,
}

impl<'e> Step<'e> {
    /// A step that asks for one token for Azure DevOps, into the variable `TOKEN`.
    pub(crate) fn new(emulator: &'e Emulator) -> Self {
        let step = Self {
            emulator,
            environment: job_environment::of_job(emulator),
            known_secrets: vec![emulator.world().job.token.clone()],
            own_secrets: Vec::new(),
            binary: env!("CARGO_BIN_EXE_patless").into(),
            arguments: None,
            signal: None,
            look: None,
            jobs: 1,
            temp: None,
        };
        step.input("variable", "TOKEN").connection(CONNECTION)
    }

    /// A script step, in which `AzureCLI@2` has said which service connection it used: no task, so that the agent hands
    /// over neither inputs and connections nor the list of variables. The job's token is mapped.
    pub(crate) fn script(emulator: &'e Emulator) -> Self {
        let mut step = Self::new(emulator);
        let is_for_tasks = |name: &String| {
            ["ENDPOINT_", "INPUT_", "VSTS_"]
                .iter()
                .any(|it| name.starts_with(it))
        };
        step.environment.retain(|name, _| !is_for_tasks(name));
        let connection = job_environment::connection(emulator, CONNECTION);
        let ids = [
            ("SERVICE_CONNECTION_ID", connection.id),
            ("TENANT_ID", connection.tenant_id),
            ("CLIENT_ID", connection.client_id),
        ];
        let token = emulator.world().job.token.clone();
        ids.into_iter()
            .fold(step, |step, (name, id)| {
                step.variable(&format!("AZURESUBSCRIPTION_{name}"), &id.to_string())
            })
            .variable("SYSTEM_ACCESSTOKEN", &token)
    }

    /// Names the service connection, and hands it over.
    pub(crate) fn connection(mut self, name: &str) -> Self {
        let connection = job_environment::connection(self.emulator, name);
        // The agent registers the parameters of a connection, those that are no secret included.
        self.known_secrets.push(connection.client_id.to_string());
        self.environment
            .extend(job_environment::of_connection(self.emulator, name));
        self.input("serviceConnection", &connection.id.to_string())
    }

    /// Sets an input of the task.
    pub(crate) fn input(self, name: &str, value: &str) -> Self {
        self.variable(&format!("INPUT_{}", name.to_uppercase()), value)
    }

    /// Sets a variable of the environment.
    pub(crate) fn variable(mut self, name: &str, value: &str) -> Self {
        self.environment.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Sets a variable that holds a secret of its own, and has the leak check look for it.
    pub(crate) fn secret_variable(mut self, name: &str, value: &str, secret: &str) -> Self {
        self.own_secrets.push(secret.to_owned());
        self.variable(name, value)
    }

    /// Replaces a text in every variable of the environment.
    pub(crate) fn replaced(mut self, from: &str, to: &str) -> Self {
        for value in self.environment.values_mut() {
            *value = value.replace(from, to);
        }
        self
    }

    /// Takes a variable of the environment away.
    pub(crate) fn without(mut self, name: &str) -> Self {
        assert!(
            self.environment.remove(name).is_some(),
            "{name} is not there"
        );
        self
    }

    /// Runs another build of the binary.
    pub(crate) fn binary(mut self, path: &Path) -> Self {
        path.clone_into(&mut self.binary);
        self
    }

    /// Runs another program, which is to end as the binary would.
    pub(crate) fn command<A: Into<OsString>>(
        mut self,
        program: &Path,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        self.arguments = Some(arguments.into_iter().map(Into::into).collect());
        self.binary(program)
    }

    /// Sends a signal, such as `INT`, once the emulator has got so many requests.
    pub(crate) fn signal_at_request(mut self, count: usize, signal: &'static str) -> Self {
        let count = self.emulator.requests().len() + count;
        self.signal = Some((Box::new(move |it| it.requests().len() >= count), signal));
        self
    }

    /// Sends a signal once the emulator has accepted so many connections.
    pub(crate) fn signal_at_connection(mut self, count: u64, signal: &'static str) -> Self {
        let count = self.emulator.connections() + count;
        self.signal = Some((Box::new(move |it| it.connections() >= count), signal));
        self
    }

    /// Sends a signal once something has come.
    pub(crate) fn signal_when(
        mut self,
        has_come: impl Fn() -> bool + 'static,
        signal: &'static str,
    ) -> Self {
        self.signal = Some((Box::new(move |_| has_come()), signal));
        self
    }

    /// Looks at the process before the signal is sent.
    pub(crate) fn look(mut self, look: fn(u32)) -> Self {
        self.look = Some(look);
        self
    }

    /// Runs with this folder as the agent's temp folder. It may leave private files there, for a post-job stage to remove.
    #[cfg(unix)]
    pub(crate) fn in_temp_folder(mut self, folder: &Path) -> Self {
        self.temp = Some(folder.to_owned());
        self
    }

    /// Has the agent know a secret before the step begins.
    pub(crate) fn knows_secret(mut self, secret: &str) -> Self {
        self.known_secrets.push(secret.to_owned());
        self
    }

    /// Runs the task, and fails if it leaks. The exit code is 1 where it tells that it failed, else 0.
    ///
    /// Checked is, beside all that [`Step::verb`] checks, the log as the agent would write it, with the masks known at
    /// each line.
    pub(crate) fn run(self) -> Told {
        let percents = match self.environment.get("DECODE_PERCENTS").map(String::as_str) {
            None | Some("1" | "true") => DecodePercents::On,
            Some(_) => DecodePercents::Off,
        };
        let (emulator, known_secrets) = (self.emulator, self.known_secrets.clone());
        let ended = self.start(&["task"]);
        let mut told = Told::listen(&ended.stdout, percents, &known_secrets);
        assert_holds_no_secret(emulator, "the job log", &told.log);
        for key in told.keys() {
            assert_holds_not(key, "the job log", &told.log);
        }
        let code = i32::from(told.result.as_deref() == Some("Failed"));
        assert_eq!(ended.code, Some(code), "{}{}", told.log, ended.stderr);
        told.peak_memory_kb = ended.peak_memory_kb;
        told.stderr = ended.stderr;
        told.requests = ended.requests;
        told.files_left = ended.files_left;
        told.raw = ended.stdout;
        told
    }

    /// Runs another verb with the same environment, and fails if it leaks: nothing may carry a secret.
    pub(crate) fn verb(self, arguments: &[&str]) -> Ended {
        let emulator = self.emulator;
        let ended = self.start(arguments);
        assert_holds_no_secret(emulator, "standard output", &ended.stdout);
        ended
    }

    /// Has so many jobs run the task at once, and fails if one of them leaks. What they wrote comes as one text.
    pub(crate) fn run_in_jobs(mut self, jobs: usize) -> Ended {
        self.jobs = jobs;
        self.start(&["task"])
    }

    /// Runs the binary, and fails if it leaks.
    ///
    /// Checked are: standard error; every line of standard output that is not meant to carry a secret to the agent; every
    /// file left behind; the command line; the paths of the requests.
    fn start(self, arguments: &[&str]) -> Ended {
        #[cfg(unix)]
        patless_emulator::agent::start_steps_with_default_signals();
        let home = tempfile::tempdir().unwrap();
        let temp = self.temp.as_deref().unwrap_or(home.path());
        let requests_before = self.emulator.requests().len();
        let watch = ArgvWatch::start();
        let arguments = self
            .arguments
            .unwrap_or_else(|| arguments.iter().map(Into::into).collect());
        let mut command = Command::new(&self.binary);
        command
            .args(arguments)
            .env_clear()
            .envs(system::VARIABLES.iter().copied())
            .envs(&self.environment)
            .env("HOME", home.path())
            .env("TMPDIR", home.path())
            .env("AGENT_TEMPDIRECTORY", temp)
            .current_dir(home.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let child = command.spawn().unwrap();
        let others: Vec<_> = (1..self.jobs).map(|_| command.spawn().unwrap()).collect();
        let memory = MemoryWatch::start(child.id());
        if let Some((has_come, signal)) = &self.signal {
            while !has_come(self.emulator) {
                std::thread::yield_now();
            }
            if let Some(look) = self.look {
                look(child.id());
            }
            let status = Command::new("kill")
                .arg(format!("-{signal}"))
                .arg(child.id().to_string())
                .status();
            assert!(status.unwrap().success());
        }
        let first = child.wait_with_output().unwrap();
        let peak_memory_kb = memory.stop();
        let others = others.into_iter().map(Child::wait_with_output);
        let outputs: Vec<_> = std::iter::once(first)
            .chain(others.map(Result::unwrap))
            .collect();
        let codes = outputs.iter().map(|output| output.status.code());
        let ended = Ended {
            code: codes.max_by_key(|&code| code != Some(0)).unwrap(),
            stdout: joined(&outputs, |output| &output.stdout),
            stderr: joined(&outputs, |output| &output.stderr),
            peak_memory_kb,
            requests: self.emulator.requests()[requests_before..].to_vec(),
            files_left: names_in(home.path()),
        };
        let command_lines = watch.stop();
        for secret in &self.own_secrets {
            assert_holds_not(secret, "a command line", &command_lines);
            assert_holds_not(secret, "standard error", &ended.stderr);
            assert_holds_not(secret, "standard output", &ended.stdout);
        }
        assert_holds_no_secret(self.emulator, "a command line", &command_lines);
        assert_holds_no_secret(self.emulator, "standard error", &ended.stderr);
        let lines = ended.stdout.lines();
        let harmless: Vec<_> = lines.filter(|line| !carries_a_secret(line)).collect();
        let paths: Vec<_> = ended.requests.iter().map(|it| it.path.as_str()).collect();
        for (place, lines) in [
            ("a line of standard output", harmless),
            ("the path of a request", paths),
        ] {
            assert_holds_no_secret(self.emulator, place, &lines.join("\n"));
        }
        #[cfg(target_os = "linux")]
        assert_keepers_show_no_secret(self.emulator);
        assert_files_hold_no_secret(self.emulator, home.path());
        #[cfg(unix)]
        if let Some(temp) = &self.temp {
            assert_only_private_files_hold_secrets(self.emulator, temp);
        }
        ended
    }
}

/// Tells whether the emulator has come to a certain point.
type Moment = Box<dyn Fn(&Emulator) -> bool>;

/// What a run of the binary left.
pub(crate) struct Ended {
    /// The exit code. `None` where a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// The most memory that the process held, in kB.
    pub(crate) peak_memory_kb: u64,
    /// The requests that the emulator got meanwhile.
    pub(crate) requests: Vec<RecordedRequest>,
    /// The names of what it left in its home folder, which is the agent's temp folder as well.
    pub(crate) files_left: Vec<String>,
}

/// Puts what several processes wrote into one text.
fn joined(outputs: &[Output], stream: impl Fn(&Output) -> &Vec<u8>) -> String {
    let texts = outputs.iter().map(stream);
    texts
        .map(|text| std::str::from_utf8(text).unwrap())
        .collect()
}

/// Lists what is in a folder.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// The two commands that are meant to carry a secret to the agent.
fn carries_a_secret(line: &str) -> bool {
    line.starts_with("##vso[task.setsecret]")
        || (line.starts_with("##vso[task.setvariable ") && line.contains(";issecret=true"))
}
