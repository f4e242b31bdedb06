//! Describes the one job of a pipeline file, as the agent runs it.

use super::condition::Condition;
use super::position::Position;

/// One job.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Job {
    /// The job's name; `Job` when the file has none.
    pub name: String,
    /// The file and line for messages about the job as a whole.
    pub position: Position,
    /// The variables of the pipeline, the stage and the job, in that order; a later one replaces an earlier one.
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
    /// Whether a step may not set it again.
    pub read_only: bool,
}

/// One step.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Step {
    /// Where the step begins.
    pub position: Position,
    /// The reference name for output variables; the server makes one up when it is absent.
    pub name: Option<String>,
    /// The heading in the log; the kind of step when it is absent.
    pub display_name: Option<String>,
    /// When the step runs.
    pub condition: Condition,
    /// Whether a failure counts as success with issues.
    pub continue_on_error: bool,
    /// Whether the step takes part at all.
    pub enabled: bool,
    /// The step's own environment, before macros are expanded.
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
    /// The script, before macros are expanded.
    pub text: String,
    /// The folder to run in; the default working directory when it is absent.
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
    /// The text after `@`: a major version.
    pub version: String,
    /// The inputs under the names of the file, before macros are expanded.
    pub inputs: Vec<(String, String)>,
}

/// A checkout step; the emulator copies nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Checkout {
    /// `checkout: self`: the sources are the folder that the agent was given. Also what a job without checkout does.
    SelfRepository,
    /// `checkout: none`: the sources are an empty folder.
    None,
}
