//! Machine that the emulated agent runs on.

use std::ffi::OsString;
use std::path::PathBuf;

use super::cancellation::CancellationToken;
use super::version::AgentVersion;

/// Configuration of the agent and its machine, before a job arrives.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AgentHost {
    /// The agent's version.
    pub version: AgentVersion,
    /// The environment of the agent's worker, which every step inherits.
    pub environment: Vec<(String, String)>,
    /// The agent's work folder. Temporary files are below it.
    pub work_folder: PathBuf,
    /// The local repository that `checkout: self` gives to the job. Nothing is copied.
    pub sources_folder: PathBuf,
    /// The certificate authority that the agent was configured with.
    pub ca_file: Option<PathBuf>,
    /// The one task that is installed.
    pub task: Option<InstalledTask>,
    /// The folder whose programs script steps find before all others.
    pub first_in_scripts: Option<PathBuf>,
    /// The token that cancels the job.
    pub cancellation: CancellationToken,
}

impl AgentHost {
    /// Makes a host without tasks, certificates and environment.
    pub fn new(work_folder: impl Into<PathBuf>, sources_folder: impl Into<PathBuf>) -> Self {
        Self {
            version: AgentVersion::default(),
            environment: Vec::new(),
            work_folder: work_folder.into(),
            sources_folder: sources_folder.into(),
            ca_file: None,
            task: None,
            first_in_scripts: None,
            cancellation: CancellationToken::new(),
        }
    }
}

/// A task that the agent can run.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct InstalledTask {
    /// The path of `task.json`.
    pub definition: PathBuf,
    /// The program of a step.
    pub program: TaskProgram,
    /// The program of the post-job stage, if the contract has one.
    pub post_job: Option<TaskProgram>,
}

impl InstalledTask {
    /// Pairs a task's contract with its program.
    pub fn new(definition: impl Into<PathBuf>, program: TaskProgram) -> Self {
        Self {
            definition: definition.into(),
            program,
            post_job: None,
        }
    }

    /// Adds the program of the post-job stage.
    #[must_use]
    pub fn with_post_job(mut self, program: TaskProgram) -> Self {
        self.post_job = Some(program);
        self
    }
}

/// A program of a task, with its arguments. On a real agent, these are Node and a file of the task.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TaskProgram {
    /// The executable.
    pub program: PathBuf,
    /// Its arguments.
    pub args: Vec<OsString>,
}

impl TaskProgram {
    /// Pairs an executable with its arguments.
    pub fn new<A: Into<OsString>>(
        program: impl Into<PathBuf>,
        args: impl IntoIterator<Item = A>,
    ) -> Self {
        Self {
            program: program.into(),
            args: args.into_iter().map(Into::into).collect(),
        }
    }
}
