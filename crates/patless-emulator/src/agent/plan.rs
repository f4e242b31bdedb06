//! Compiled job: its steps, with generated names and resolved tasks and connections.

use patless_pipeline::model::{Checkout, Script, Step};

use super::host::TaskProgram;
use super::job_message::Endpoint;
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
    Script(&'a Script),
    /// Runs the installed task.
    Task(Box<PlannedTask<'a>>),
    /// Logs where the sources are.
    Checkout(&'a Checkout),
    /// Logs that the agent does not have what the text names.
    NotPlayed(String),
}

/// A step of the installed task.
#[derive(Debug)]
pub(super) struct PlannedTask<'a> {
    /// The contract.
    pub(super) definition: TaskDefinition,
    /// The program.
    pub(super) program: &'a TaskProgram,
    /// The program of the post-job stage, if there is such a stage.
    pub(super) post_job: Option<&'a TaskProgram>,
    /// All inputs by their own names, with the values from the file or the defaults. Connections are GUIDs.
    pub(super) inputs: Vec<(String, String)>,
    /// The connections that the inputs name.
    pub(super) endpoints: Vec<&'a Endpoint>,
}
