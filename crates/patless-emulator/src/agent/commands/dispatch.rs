//! Dispatcher of output lines: executes logging commands, and prints all other lines.

use super::catalog::{self, Action};
use super::failure::CommandFailure;
use super::{artifact, complete, endpoint, issue, secret, variable};
use crate::agent::context::StepContext;
use crate::agent::logging_command::{self, LoggingCommand};
use crate::agent::restrictions::allow_command;
use crate::agent::result::TaskResult;

/// Processes one line of a step's output.
pub(in crate::agent) fn process_line(context: &mut StepContext<'_, '_>, line: &str) {
    if !is_command(context, line) {
        context.output(line);
    }
}

/// Executes the command in a line. Returns whether the line is a command, which is not printed.
fn is_command(context: &mut StepContext<'_, '_>, line: &str) -> bool {
    let percents = context.decode_percents();
    let Some(command) = logging_command::parse(line, percents) else {
        if line.contains("##vso") {
            context.warning(&format!(
                "'{line}' contains logging command keyword '##vso', but it's not a legal command. \
                 Please see the list of accepted commands: {HELP}"
            ));
        }
        return false;
    };
    if !catalog::has_area(&command.area) {
        context.warning(&format!(
            "Cannot find command extension for ##vso[{}.command]. {REFERENCE}",
            command.area
        ));
        return true;
    }
    if command.area.eq_ignore_ascii_case("release") {
        context.error(&format!(
            "{} commands are not supported for Build flow. {REFERENCE}",
            command.area
        ));
        context.step.command_result = Some(TaskResult::Failed);
        return false;
    }
    if let Err(CommandFailure(message)) = execute(context, &command) {
        context.error(&format!(
            "Unable to process command '{line}' successfully. {REFERENCE}"
        ));
        context.error(&message);
        context.step.command_result = Some(TaskResult::Failed);
    }
    if !(is(&command.area, "task") && is(&command.event, "debug")) {
        let unescaped = logging_command::unescape(line, percents);
        context.debug(&format!("Processed: {unescaped}"));
    }
    true
}

/// Executes a command of a known area.
fn execute(
    context: &mut StepContext<'_, '_>,
    command: &LoggingCommand,
) -> Result<(), CommandFailure> {
    let LoggingCommand { area, event, .. } = command;
    let Some(entry) = catalog::find(area, event) else {
        return Err(CommandFailure::new(format!(
            "##vso[{}.{event}] is not a recognized command for {area} command extension. {REFERENCE}.",
            area.to_lowercase()
        )));
    };
    if !allow_command(&context.step.restrictions, entry.restricted_mode) {
        context.warning(&format!(
            "##vso[{area}.{event}] is not allowed in this step due to policy restrictions. {REFERENCE}"
        ));
        return Ok(());
    }
    match entry.action {
        Action::SetSecret => secret::set_secret(context, command),
        Action::SetVariable => return variable::set_variable(context, command),
        Action::SetEndpoint => return endpoint::set_endpoint(context, command),
        Action::SetTaskVariable => return variable::set_task_variable(context, command),
        Action::PrependPath => return variable::prepend_path(context, command),
        Action::UploadArtifact => return artifact::upload(context, command),
        Action::LogIssue => return issue::log_issue(context, command),
        Action::Complete => return complete::complete(context, command),
        Action::Debug => context.debug(&command.data),
        Action::Nothing => {}
        Action::NotEmulated => {
            let area = entry.area;
            context.output(&format!("emulator: unsupported: ##vso[{area}.{event}]"));
        }
    }
    Ok(())
}

/// Compares two texts. Ignores case.
fn is(left: &str, right: &str) -> bool {
    left.eq_ignore_ascii_case(right)
}

/// Help page in the agent's messages.
const HELP: &str = "https://go.microsoft.com/fwlink/?LinkId=817296";
/// Reference to the same page, in the agent's other messages.
const REFERENCE: &str =
    "Please reference documentation (http://go.microsoft.com/fwlink/?LinkId=817296)";
