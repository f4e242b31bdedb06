//! Logging command `task.complete`.

use super::failure::CommandFailure;
use crate::agent::context::StepContext;
use crate::agent::logging_command::LoggingCommand;
use crate::agent::result::TaskResult;
use crate::agent::text::setting_is_on;

/// Merges the given result into the step's. The data is only the name of the current operation and is not logged.
pub(super) fn complete(
    context: &mut StepContext<'_, '_>,
    command: &LoggingCommand,
) -> Result<(), CommandFailure> {
    let text = command.properties.get("result").unwrap_or_default();
    let Some(result) = TaskResult::parse(text) else {
        return Err(CommandFailure::new(
            "Command doesn't have valid result value.",
        ));
    };
    context.merge_result(result);
    if command.properties.get("done").is_some_and(setting_is_on) {
        context.output("emulator: ##vso[task.complete done=true] does not end the step early here");
    }
    Ok(())
}
