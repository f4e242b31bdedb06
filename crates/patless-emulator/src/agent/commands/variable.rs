//! Logging commands `task.setvariable`, `task.settaskvariable` and `task.prependpath`, with the agent's order of
//! checks.

use super::failure::CommandFailure;
use super::secret::mask_decoded;
use crate::agent::context::StepContext;
use crate::agent::logging_command::{LoggingCommand, escape};
use crate::agent::restrictions::allow_variable;
use crate::agent::text::{parse_boolean, same_name, setting_is_on};
use crate::agent::variable::Variable;

/// Sets a variable for later steps.
///
/// The first three checks come before masking, and their errors show the whole line. If the secret was not registered
/// earlier, it leaks there.
pub(super) fn set_variable(
    context: &mut StepContext<'_, '_>,
    command: &LoggingCommand,
) -> Result<(), CommandFailure> {
    let mut variable = requested(command)?;
    if context.job.variables.is_read_only(&variable.name) {
        refuse_read_only(context, "variable", &variable.name)?;
    }
    if variable.secret {
        let unsafe_setting = context.job.setting("SYSTEM_UNSAFEALLOWMULTILINESECRET");
        let allowed = unsafe_setting.is_some_and(setting_is_on);
        if variable.value.contains(NEW_LINE) && !allowed {
            return Err(CommandFailure::new("Secrets cannot contain multiple lines"));
        }
        let escaped = escape(&variable.value, context.decode_percents());
        mask_decoded(context, &escaped);
    }
    if !check_settable(context, &variable.name) {
        return Ok(());
    }
    let is_output = flag(command, "isoutput");
    let mut listed = context.step.output_variables.iter();
    if is_output || listed.any(|name| same_name(name, &variable.name)) {
        variable.name = format!("{}.{}", context.step.ref_name, variable.name);
        variable.read_only |= is_output;
        context.job.outputs.push(variable.name.clone());
    }
    context.job.set_variable(variable);
    Ok(())
}

/// Sets a variable that only later stages of the same step see.
pub(super) fn set_task_variable(
    context: &mut StepContext<'_, '_>,
    command: &LoggingCommand,
) -> Result<(), CommandFailure> {
    let variable = requested(command)?;
    if context.step.task_variables.is_read_only(&variable.name) {
        refuse_read_only(context, "task variable", &variable.name)?;
    }
    let value = variable.value.clone();
    if context.step.task_variables.set(variable) {
        context.job.log.masker.add_secret(&value);
    }
    Ok(())
}

/// Prepends a folder to the search path of later steps.
pub(super) fn prepend_path(
    context: &mut StepContext<'_, '_>,
    command: &LoggingCommand,
) -> Result<(), CommandFailure> {
    if command.data.is_empty() {
        return Err(CommandFailure::new(
            "Value cannot be null. (Parameter 'prependpath')",
        ));
    }
    if check_settable(context, PATH) {
        let paths = &mut context.job.prepended_paths;
        paths.retain(|path| *path != command.data);
        paths.push(command.data.clone());
    }
    Ok(())
}

/// Reads the variable of a command.
fn requested(command: &LoggingCommand) -> Result<Variable, CommandFailure> {
    let Some(name) = command.properties.get("variable") else {
        return Err(CommandFailure::new(format!(
            "Required field 'variable' is missing in ##vso[task.{}] command.",
            command.event.to_lowercase()
        )));
    };
    Ok(Variable {
        name: name.to_owned(),
        value: command.data.clone(),
        secret: flag(command, "issecret"),
        read_only: flag(command, "isreadonly"),
        preserve_case: flag(command, "preservecase"),
    })
}

/// Reads a flag. Any value other than `true` is false.
fn flag(command: &LoggingCommand, name: &str) -> bool {
    let value = command.properties.get(name);
    value.and_then(parse_boolean) == Some(true)
}

/// Fails, or only warns if the server does not enforce read-only variables.
fn refuse_read_only(
    context: &mut StepContext<'_, '_>,
    what: &str,
    name: &str,
) -> Result<(), CommandFailure> {
    let setting = context.job.setting("agent.readOnlyVariables");
    if setting.is_some_and(setting_is_on) {
        return Err(CommandFailure::new(format!(
            "Overwriting readonly {what} '{name}' is not permitted. See {READ_ONLY_PAGE} for details."
        )));
    }
    context.warning(&format!(
        "Overwriting readonly {what} '{name}'. This behavior will be disabled in the future. \
         See {READ_ONLY_PAGE} for details."
    ));
    Ok(())
}

/// Returns whether the step may set the variable. Warns if not.
fn check_settable(context: &mut StepContext<'_, '_>, name: &str) -> bool {
    let allowed = allow_variable(&context.step.restrictions, name);
    if !allowed {
        context.warning(&format!(
            "Setting variable '{name}' has been disabled by the task or build definition."
        ));
    }
    allowed
}

/// The line ending that the agent looks for in a secret. On Windows, a lone LF is accepted.
const NEW_LINE: &str = if cfg!(windows) { "\r\n" } else { "\n" };
/// The name of the search path variable.
pub(in crate::agent) const PATH: &str = if cfg!(windows) { "Path" } else { "PATH" };
/// The page that explains read-only variables.
const READ_ONLY_PAGE: &str =
    "https://github.com/microsoft/azure-pipelines-yaml/blob/master/design/readonly-variables.md";
