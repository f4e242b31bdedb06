//! Job of a pipeline file, as the agent runs it.

use super::condition::Condition;
use super::position::Position;

/// One job.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Job {
    /// The job's name. It is `Job` if the file has none.
    pub name: String,
    /// The file and line for messages about the job as a whole.
    pub position: Position,
    /// The variables of the pipeline, the stage and the job, in that order. A later one replaces an earlier one.
    pub variables: Vec<YamlVariable>,
    /// The steps, templates included.
    pub steps: Vec<Step>,
}

/// One entry of `variables`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct YamlVariable {
    /// The name in the spelling of the file.
    pub name: String,
    /// The value before the agent expands it.
    pub value: String,
    /// Whether steps may not change it.
    pub read_only: bool,
}

/// One step.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Step {
    /// The position of the step.
    pub position: Position,
    /// The reference name for output variables. If it is absent, the server generates one.
    pub name: Option<String>,
    /// The heading in the log. If it is absent, the heading is the name of the step's task.
    pub display_name: Option<String>,
    /// When the step runs.
    pub condition: Condition,
    /// Whether a failure counts as success with issues.
    pub continue_on_error: bool,
    /// Whether the step is part of the job.
    pub enabled: bool,
    /// The step's `env`, before macro expansion.
    pub env: Vec<(String, String)>,
    /// What the step does.
    pub action: Action,
}

/// What a step does.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Action {
    /// `script`, `bash` or `pwsh`.
    Script(Script),
    /// `task`.
    Task(TaskReference),
    /// `checkout`.
    Checkout(Checkout),
}

/// A script step.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Script {
    /// The program that reads the script.
    pub shell: Shell,
    /// The script, before macro expansion.
    pub text: String,
    /// The working directory. If it is absent, the default working directory is used.
    pub working_directory: Option<String>,
}

/// The kind of a script step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shell {
    /// `script`: bash, or cmd on Windows.
    CommandLine,
    /// `bash`.
    Bash,
    /// `pwsh`.
    PowerShell,
}

/// A task step.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TaskReference {
    /// The text before `@`.
    pub name: String,
    /// The text after `@`, which is a major version.
    pub version: String,
    /// The inputs, with the names from the file and before macro expansion.
    pub inputs: Vec<(String, String)>,
}

/// A checkout step. The emulator copies nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Checkout {
    /// `checkout: self`: the sources are the folder that the agent was given. This is also the default of a job without
    /// a checkout step.
    SelfRepository,
    /// `checkout: none`: the sources are an empty folder.
    None,
}
