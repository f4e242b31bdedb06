//! Describes the steps of a job after compiling: names made up, tasks and connections found.

use super::host::TaskProgram;
use super::job_message::Endpoint;
use super::task_definition::TaskDefinition;
use crate::pipeline::{Checkout, Script, Step};

/// A job that can run.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// The enabled steps.
    pub(super) steps: Vec<PlannedStep<'a>>,
    /// The warnings of compiling.
    pub(super) warnings: Vec<String>,
}

/// A step that can run.
#[derive(Debug)]
pub(super) struct PlannedStep<'a> {
    /// The step of the file.
    pub(super) step: &'a Step,
    /// The heading.
    pub(super) display_name: String,
    /// The reference name, given or made up.
    pub(super) ref_name: String,
    /// What it does.
    pub(super) work: Work<'a>,
}

/// What a planned step does.
#[derive(Debug)]
pub(super) enum Work<'a> {
    /// Runs a script.
    Script(&'a Script),
    /// Runs the installed task.
    Task(Box<PlannedTask<'a>>),
    /// Says what became of the sources.
    Checkout(Checkout),
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
    /// Every input by its own name: defaults, then the values of the file, connections as GUIDs.
    pub(super) inputs: Vec<(String, String)>,
    /// The connections that the inputs name.
    pub(super) endpoints: Vec<&'a Endpoint>,
}
