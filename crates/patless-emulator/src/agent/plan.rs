//! Compiled job: its steps, with generated names and resolved tasks and connections.

use patless_pipeline::model::Step;
use patless_pipeline::shown::one_line;

use super::artifact_work::ArtifactWork;
use super::checkouts::PlannedCheckout;
use super::host::{InstalledTask, TaskProgram};
use super::job_message::Endpoint;
use super::script_task::ScriptTask;
use super::task_definition::TaskDefinition;

/// Compiled job.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// The enabled steps.
    pub(super) steps: Vec<PlannedStep<'a>>,
    /// The warnings of the compiler.
    pub(super) warnings: Vec<String>,
}

/// Compiled step.
#[derive(Debug)]
pub(super) struct PlannedStep<'a> {
    /// The step from the file.
    pub(super) step: &'a Step,
    /// The heading.
    pub(super) display_name: String,
    /// The reference name, from the file or generated.
    pub(super) ref_name: String,
    /// The work of the step.
    pub(super) work: Work<'a>,
}

/// Work of a compiled step.
#[derive(Debug)]
pub(super) enum Work<'a> {
    /// Runs a script.
    Script(ScriptTask),
    /// Runs an installed task.
    Task(Box<PlannedTask<'a>>),
    /// Logs where the sources are.
    Checkout(PlannedCheckout<'a>),
    /// Keeps or fetches files of the run.
    Artifact(ArtifactWork),
    /// Logs that the agent does not have what the text names.
    NotPlayed(String),
}

/// A step of the installed task.
#[derive(Debug)]
pub(super) struct PlannedTask<'a> {
    /// The contract.
    pub(super) definition: TaskDefinition,
    /// Its programs.
    pub(super) installed: &'a InstalledTask,
    /// All inputs by their own names, with the values from the file or the defaults. Connections are GUIDs.
    pub(super) inputs: Vec<(String, String)>,
    /// The connections that the inputs name.
    pub(super) endpoints: Vec<&'a Endpoint>,
}

impl PlannedTask<'_> {
    /// Returns the program of a stage, if the task has the stage.
    pub(super) fn program(&self, stage: Stage) -> Option<&TaskProgram> {
        match stage {
            Stage::PreJob => self.installed.pre_job.as_ref(),
            Stage::Main => self.installed.program.as_ref(),
            Stage::PostJob if self.definition.post_job.is_some() => {
                self.installed.post_job.as_ref()
            }
            Stage::PostJob => None,
        }
    }
}

impl PlannedStep<'_> {
    /// Returns whether the step has a stage. All steps but those of some tasks have a main stage alone.
    pub(super) fn has(&self, stage: Stage) -> bool {
        match &self.work {
            Work::Task(task) => task.program(stage).is_some(),
            _ => stage == Stage::Main,
        }
    }
}

impl Work<'_> {
    /// Makes the text about what is not played harmless. Names in a file may hold anything.
    pub(super) fn harmless(self) -> Self {
        match self {
            Self::NotPlayed(what) => Self::NotPlayed(one_line(&what)),
            work => work,
        }
    }
}

impl From<ArtifactWork> for Work<'_> {
    fn from(work: ArtifactWork) -> Self {
        match work {
            ArtifactWork::NotPlayed(what) => Self::NotPlayed(what),
            work => Self::Artifact(work),
        }
    }
}

/// Stage of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The stage before the first step of the job. It runs under the condition of the step.
    PreJob,
    /// The main stage.
    Main,
    /// The stage at the end of the job. It runs regardless of the result of the main stage.
    PostJob,
}
