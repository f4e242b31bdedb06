//! Runner of script steps.

use patless_pipeline::model::{Script, Shell};

use super::context::StepContext;
use super::environment::{self, StepEnvironment};
use super::log::Tag;
use super::process::{Output, Process};
use super::result::TaskResult;
use super::script::{self, ScriptCommand};
use super::step_process::{self, StepError, join, print_heading};
use super::step_run::StepRun;

/// Runs a script. A nonzero exit code fails the step, with the script task's error.
pub(super) fn run(
    run: StepRun<'_>,
    script: &Script,
    context: &mut StepContext<'_, '_>,
) -> Result<(), StepError> {
    let variables = &context.job.variables;
    let text = variables.expand_text(script.text.trim());
    let folder = script.working_directory.as_deref().unwrap_or_default();
    let folder = variables.expand_text(folder.trim());
    // Joining an empty path changes nothing.
    let working_directory = run.directories.sources.join(folder);
    let ScriptCommand {
        program,
        args,
        heading: [task, description],
        shell_name,
    } = script::prepare(script.shell, &text, &run.directories.temp, run.index)
        .map_err(StepError::Script)?;
    print_heading(context, &[("Task", task), ("Description", description)]);
    context.output("Generating script.");
    if is_shown(script.shell, &text) {
        context.output("Script contents:");
        context.output(&text);
    }
    context.output(STARTING_OUTPUT);
    let command = format!("{} {}", program.display(), join(&args));
    context.job.log.write(Tag::Command, &command);
    let step = StepEnvironment {
        env: &run.planned.step.env,
        inputs: &[],
        endpoints: &[],
    };
    let environment = environment::for_script(context.job, context.step, step);
    let process = Process {
        program: &program,
        args: &args,
        environment: environment.into_pairs(),
        working_directory: &working_directory,
        output: Output::Merged,
    };
    let code = step_process::run(process, context)?;
    if code != 0 {
        context.error(&format!("{shell_name} exited with code '{code}'."));
        context.merge_result(TaskResult::Failed);
    }
    Ok(())
}

/// Returns whether the script task prints the script: only a single line that contains no logging command.
fn is_shown(shell: Shell, text: &str) -> bool {
    let one_line = !text.contains('\n') && !text.to_uppercase().contains("##VSO[");
    one_line && !matches!(shell, Shell::Pwsh | Shell::PowerShell)
}

/// The line before the output of a script.
const STARTING_OUTPUT: &str =
    "========================== Starting Command Output ===========================";
