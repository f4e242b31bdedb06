//! Machine that the emulated agent runs on.

use std::ffi::OsString;
use std::path::PathBuf;

use super::cancellation::CancellationToken;
use super::pace::Pace;
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
    /// The name of that repository. Its last part is the name of its folder if the job checks out several.
    pub sources_name: String,
    /// The repositories beside it that somebody has given.
    pub repositories: Vec<LocalRepository>,
    /// The folder for the artifacts of the run, which its later jobs may download.
    pub artifacts_folder: PathBuf,
    /// The certificate authority that the agent was configured with.
    pub ca_file: Option<PathBuf>,
    /// The tasks that are installed. The first one that a step names is the one that runs.
    pub tasks: Vec<InstalledTask>,
    /// What becomes of a step that needs what is not here.
    pub missing: Missing,
    /// How fast time passes.
    pub pace: Pace,
    /// The folder whose programs script steps find before all others.
    pub first_in_scripts: Option<PathBuf>,
    /// The token that cancels the job.
    pub cancellation: CancellationToken,
}

impl AgentHost {
    /// Makes a host without tasks, certificates and environment.
    pub fn new(work_folder: impl Into<PathBuf>, sources_folder: impl Into<PathBuf>) -> Self {
        let (work_folder, sources_folder) = (work_folder.into(), sources_folder.into());
        let sources_name = sources_folder.file_name().unwrap_or_default();
        Self {
            version: AgentVersion::default(),
            environment: Vec::new(),
            artifacts_folder: work_folder.join("_artifacts"),
            sources_name: sources_name.to_string_lossy().into_owned(),
            repositories: Vec::new(),
            work_folder,
            sources_folder,
            ca_file: None,
            tasks: Vec::new(),
            missing: Missing::default(),
            pace: Pace::default(),
            first_in_scripts: None,
            cancellation: CancellationToken::new(),
        }
    }
}

/// A repository that `checkout` may name, with a folder of its files.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LocalRepository {
    /// The name under `resources`.
    pub alias: String,
    /// The name of the repository, such as `Project/repository`.
    pub name: String,
    /// The folder.
    pub folder: PathBuf,
}

impl LocalRepository {
    /// Pairs both names of a repository with a folder.
    pub fn new(
        alias: impl Into<String>,
        name: impl Into<String>,
        folder: impl Into<PathBuf>,
    ) -> Self {
        Self {
            alias: alias.into(),
            name: name.into(),
            folder: folder.into(),
        }
    }
}

/// What becomes of a step that needs what is not here, such as a task or a shell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "a step runs or does not run")]
pub enum Missing {
    /// It is skipped, and the log says so.
    #[default]
    Skipped,
    /// The job is refused.
    Refused,
}

/// A task that the agent can run.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct InstalledTask {
    /// The path of `task.json`.
    pub definition: PathBuf,
    /// Another name under which steps may ask for it. `None`: only those in its contract.
    pub given_name: Option<String>,
    /// The program of the pre-job stage, if the contract has one.
    pub pre_job: Option<TaskProgram>,
    /// The program of a step. `None`: the task has only the other stages.
    pub program: Option<TaskProgram>,
    /// The program of the post-job stage, if the contract has one.
    pub post_job: Option<TaskProgram>,
}

impl InstalledTask {
    /// Pairs a task's contract with its program.
    pub fn new(definition: impl Into<PathBuf>, program: TaskProgram) -> Self {
        Self {
            definition: definition.into(),
            given_name: None,
            pre_job: None,
            program: Some(program),
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
    /// The handler in `task.json` for which it stands, if the log has to say so.
    pub stands_for: Option<String>,
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
            stands_for: None,
        }
    }
}
