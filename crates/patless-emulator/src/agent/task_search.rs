//! Search for the installed task that a step names.

use patless_pipeline::model::Task;

use super::host::InstalledTask;
use super::task_definition::{TaskDefinition, TaskDefinitionError};
use super::task_name;

/// What is installed for a step.
#[derive(Debug)]
pub(super) enum Found<'a> {
    /// The task, with its contract.
    Task(&'a InstalledTask, Box<TaskDefinition>),
    /// This version of the task, which the step does not ask for.
    OtherVersion(String),
    /// Nothing.
    Nothing,
}

/// Finds the first installed task that a step names.
pub(super) fn find_installed<'a>(
    tasks: &'a [InstalledTask],
    reference: &Task,
) -> Result<Found<'a>, TaskDefinitionError> {
    let mut found = Found::Nothing;
    for installed in tasks {
        let definition = TaskDefinition::load(&installed.definition)?;
        let given = installed.given_name.as_deref();
        let is_given = given.is_some_and(|given| given.eq_ignore_ascii_case(reference.name.trim()));
        let asked = task_name::major_of(&reference.version);
        let TaskDefinition { name, id, .. } = &definition;
        if !is_given && !task_name::names(reference, name, id, asked) {
            continue;
        }
        if definition.major == asked {
            return Ok(Found::Task(installed, Box::new(definition)));
        }
        found = Found::OtherVersion(definition.version);
    }
    Ok(found)
}
