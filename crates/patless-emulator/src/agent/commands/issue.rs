//! Logging command `task.logissue`.

use super::failure::CommandFailure;
use crate::agent::context::StepContext;
use crate::agent::logging_command::LoggingCommand;

/// Logs an error or a warning. The step's result does not change.
pub(super) fn log_issue(
    context: &mut StepContext<'_, '_>,
    command: &LoggingCommand,
) -> Result<(), CommandFailure> {
    let Some(kind) = command.properties.get("type") else {
        context.warning("Can't create TaskIssue from logging event.");
        return Ok(());
    };
    let message = message(command, kind);
    if kind.eq_ignore_ascii_case("error") {
        context.error(&message);
    } else if kind.eq_ignore_ascii_case("warning") {
        context.warning(&message);
    } else {
        return Err(CommandFailure::new(format!(
            "issue type {kind} is not an expected issue type."
        )));
    }
    Ok(())
}

/// Prepends the position in a source file to the message, if there is one.
fn message(command: &LoggingCommand, kind: &str) -> String {
    let property = |name: &str| command.properties.get(name);
    let Some(path) = property("sourcepath") else {
        return command.data.clone();
    };
    format!(
        "{path}({},{}): {kind} {}: {}",
        property("linenumber").unwrap_or("0"),
        property("columnnumber").unwrap_or("0"),
        property("code").unwrap_or_default(),
        command.data
    )
}
