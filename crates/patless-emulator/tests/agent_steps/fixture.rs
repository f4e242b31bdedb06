//! Folder with an agent, and jobs from YAML that it runs.

use std::fs;
use std::path::{Path, PathBuf};

use patless_emulator::agent::{
    AgentHost, Endpoint, JobError, JobMessage, JobOutcome, JobSteps, SystemConnection, TaskResult,
    Variable, run_job,
};
use patless_pipeline::model::JobKind;
use patless_pipeline::{Faults, read, yaml};

/// Token of the job.
pub(crate) const JOB_TOKEN: &str = "sekret-job-access-token";

/// An agent in a folder of its own.
pub(crate) struct Fixture {
    folder: tempfile::TempDir,
    /// The agent.
    pub(crate) host: AgentHost,
}

impl Fixture {
    /// Makes an agent with an empty folder of sources.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sources = folder.path().join("sources");
        fs::create_dir(&sources).unwrap();
        let mut host = AgentHost::new(folder.path().join("work"), sources);
        let path = "/usr/local/bin:/usr/bin:/bin";
        host.environment = vec![("PATH".to_owned(), path.to_owned())];
        Self { folder, host }
    }

    /// Returns a path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file in the folder, and the folders above it.
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    /// Reads a file in the folder.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs a job to its end.
    pub(crate) fn run(&self, text: &str) -> Run {
        let mut log = Vec::new();
        let outcome = run_job(&job(text), &message(), &self.host, &mut log).unwrap();
        Run {
            outcome,
            log: String::from_utf8(log).unwrap(),
        }
    }

    /// Runs a job that is refused before its first step.
    pub(crate) fn refusal(&self, text: &str) -> String {
        let mut log = Vec::new();
        let error: JobError = run_job(&job(text), &message(), &self.host, &mut log).unwrap_err();
        assert!(log.is_empty());
        error.to_string()
    }
}

/// What became of a job.
pub(crate) struct Run {
    /// The outcome.
    pub(crate) outcome: JobOutcome,
    /// The log.
    pub(crate) log: String,
}

impl Run {
    /// Lists the results of the steps.
    pub(crate) fn results(&self) -> Vec<TaskResult> {
        self.outcome.steps.iter().map(|step| step.result).collect()
    }

    /// Checks that the log has a line.
    #[track_caller]
    pub(crate) fn has(&self, line: &str) {
        let found = self.log.lines().any(|other| other == line);
        assert!(found, "{line:?} is not in\n{}", self.log);
    }

    /// Checks that the log does not have a text.
    #[track_caller]
    pub(crate) fn lacks(&self, text: &str) {
        assert!(!self.log.contains(text), "{text:?} is in\n{}", self.log);
    }
}

/// Reads the one job of a pipeline.
pub(crate) fn job(text: &str) -> JobSteps {
    let mut faults = Faults::default();
    let node = yaml::read(&"p.yml".into(), text, &mut faults).unwrap();
    let pipeline = read(&node, &mut faults).unwrap();
    let has_errors = faults.has_errors();
    assert!(!has_errors, "{:?}", faults.into_sorted());
    let job = &pipeline.stages[0].jobs[0];
    let JobKind::Steps(steps) = &job.kind else {
        panic!("not a job of steps");
    };
    let mut read = JobSteps::new(job.at.clone(), &job.name, steps.clone());
    read.timeout_minutes.clone_from(&job.timeout_minutes);
    read.cancel_timeout_minutes
        .clone_from(&job.cancel_timeout_minutes);
    read
}

/// Makes the message of the server.
fn message() -> JobMessage {
    let connection = SystemConnection::new("https://dev.azure.com/acme/", JOB_TOKEN);
    let mut message = JobMessage::new(connection, "plan-1", "job-1");
    let uri = "https://dev.azure.com/acme/Widgets/_git/widgets";
    message.variables.extend([
        Variable::public("Build.BuildId", "7"),
        Variable::public("Build.Repository.Uri", uri),
    ]);
    let mut endpoint = Endpoint::new(
        "1f9a2b3c-0000-4000-8000-00000000000a",
        "robots",
        "robot",
        "Key",
    );
    endpoint.parameters = vec![("key".to_owned(), "sekret-robot".to_owned())];
    message.endpoints.push(endpoint);
    message
}

/// Lists the names in a folder, in order.
pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|it| it.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}
