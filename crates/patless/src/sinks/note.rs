//! The note that lists the variables a step has set. The agent keeps it for the post-job stage of the same step.

use std::io::{self, Write};

use patless_core::Environment;
use patless_core::errors::EnvironmentError;
use patless_core::variables::TASK_VARIABLE;
use patless_core::variables::environment_name;

use super::logging_command::AgentLog;
use super::pipeline_variable::PipelineVariable;
use crate::variable_name::VariableName;

/// Writes the note of the variables that this step is about to set.
pub(crate) fn note<W: Write>(
    log: &mut AgentLog<W>,
    variables: &[PipelineVariable],
) -> io::Result<()> {
    let names: Vec<_> = variables
        .iter()
        .map(|variable| variable.name.as_str())
        .collect();
    // No name holds a space.
    let properties = [("variable", NOTE)];
    log.command("task.settaskvariable", &properties, &names.join(" "))
}

/// Reads the note of the step's main stage. Empty if there is none.
///
/// Skips names that the task would not set.
///
/// # Errors
/// Anyone who can set a job variable can set one that replaces the note. Then it is unknown what the step has set. The
/// same applies if the list of the job's variables cannot be read: it may contain such a variable.
pub(crate) fn noted(environment: &Environment) -> Result<Vec<PipelineVariable>, EnvironmentError> {
    let place = TASK_VARIABLE.name(NOTE);
    let mut names = environment.variable_names()?.into_iter();
    if let Some(name) = names.find(|name| environment_name(name) == place) {
        let owner = "the note of what the step has set";
        return Err(EnvironmentError::Shadowed { name, owner });
    }
    let note = environment.member(&TASK_VARIABLE, NOTE);
    let names = note.unwrap_or_default().split(' ');
    let variable = |name| PipelineVariable {
        name,
        is_output: false,
    };
    let names = names.filter_map(|name| VariableName::parse(name).ok());
    Ok(names.map(variable).collect())
}

/// The name of the task variable. `task/post-job.js` looks for it as well.
const NOTE: &str = "PATLESS_VARIABLES";
