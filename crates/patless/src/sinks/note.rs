//! Owns the note about the variables that a step set: the agent keeps it for the post-job stage of the same step.

use std::io::{self, Write};

use patless_core::{Environment, environment_name};

use super::logging_command::AgentLog;
use super::pipeline_variable::PipelineVariable;
use crate::variable_name::VariableName;

/// Notes down which variables this step is about to set.
pub fn note<W: Write>(log: &mut AgentLog<W>, variables: &[PipelineVariable]) -> io::Result<()> {
    let names: Vec<_> = variables
        .iter()
        .map(|variable| variable.name.as_str())
        .collect();
    // No name holds a space.
    let properties = [("variable", NOTE)];
    log.command("task.settaskvariable", &properties, &names.join(" "))
}

/// Reads the note of the step's main stage; empty where it left none.
///
/// Anybody who can set a variable of the job could have written it. So a name that the task would not set is passed
/// over.
pub fn noted(environment: &Environment) -> Vec<PipelineVariable> {
    let place = format!("VSTS_TASKVARIABLE_{NOTE}");
    // A pipeline variable in its place is nobody's note. A list that cannot be read may hold one.
    let is_displaced = environment.variable_names().map_or(true, |names| {
        names.iter().any(|name| environment_name(name) == place)
    });
    let note = environment.variable(&place).filter(|_| !is_displaced);
    let names = note.unwrap_or_default().split(' ');
    let variable = |name| PipelineVariable {
        name,
        is_output: false,
    };
    names
        .filter_map(|name| VariableName::parse(name).ok())
        .map(variable)
        .collect()
}

/// The name of the task variable. `task/post-job.js` looks for it as well.
const NOTE: &str = "PATLESS_VARIABLES";
