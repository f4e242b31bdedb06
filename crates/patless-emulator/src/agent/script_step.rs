//! Runner of script steps.

use super::commands::PATH;
use super::context::StepContext;
use super::directories::resolve;
use super::environment::{self, StepEnvironment};
use super::host::Missing;
use super::log::Tag;
use super::output_queue::Stream;
use super::process::{Output, Process};
use super::result::TaskResult;
use super::script::{Dialect, Edition, Scope, ScriptCommand, find_program};
use super::script_contents::{self, Contents};
use super::script_task::{Language, ScriptTask};
use super::step_process::{self, StepError, join, print_heading};
use super::step_run::StepRun;
use super::text::input_is_on;

/// Runs a script. A nonzero exit code fails the step, with the script task's error.
pub(super) fn run(
    run: StepRun<'_>,
    task: &ScriptTask,
    context: &mut StepContext<'_, '_>,
) -> Result<(), StepError> {
    let [name, description] = task.heading();
    print_heading(context, &[("Task", name), ("Description", description)]);
    let environment = environment_of(run, task, context);
    let dialect = Dialect::of(task.language);
    let edition = if is_on(task, "pwsh", context) {
        Edition::Seven
    } else {
        Edition::Windows
    };
    let Some(shell) = find_program(value_of(&environment, PATH), dialect.programs(edition)) else {
        let [shell, ..] = dialect.programs(edition) else {
            return Ok(());
        };
        return is_missing(shell, context);
    };
    let sources = &run.directories.sources;
    let Contents { text, shown } = match script_contents::read(task, dialect, sources, context) {
        Ok(contents) => contents,
        Err(failure) => {
            fail(context, &failure);
            return Ok(());
        }
    };
    context.output("Generating script.");
    for line in &shown {
        context.output(line);
    }
    let scope = if is_on(task, "runScriptInSeparateScope", context) {
        Scope::Own
    } else {
        Scope::Same
    };
    let ScriptCommand { program, args } = dialect
        .prepare(shell, &text, scope, &run.directories.temp, run.index)
        .map_err(StepError::Script)?;
    context.output(STARTING_OUTPUT);
    // The program by its name, so that a log is the same on every machine.
    let called = program.file_name().unwrap_or(program.as_os_str());
    let command = format!("{} {}", called.to_string_lossy(), join(&args));
    context.job.log.write(Tag::Command, &command);
    let folder = input(task, "workingDirectory", context);
    let stderr_fails = is_on(task, "failOnStderr", context);
    let process = Process {
        program: &program,
        args: &args,
        environment,
        working_directory: &resolve(sources, &folder),
        output: if stderr_fails {
            Output::Separate
        } else {
            Output::Merged
        },
    };
    let mut stderr = Vec::new();
    let code = step_process::run_with(process, context, |stream, line| {
        if stream == Stream::Stderr && stderr.len() < KEPT_LINES {
            stderr.push(line.to_owned());
        }
    })?;
    let shell_name = dialect.shell_name();
    if code == OUT_OF_MEMORY && task.language == Language::Bash {
        fail(context, OUT_OF_MEMORY_TEXT);
    } else if code != 0 {
        fail(context, &format!("{shell_name} exited with code '{code}'."));
    }
    if stderr_fails && !stderr.is_empty() {
        fail(
            context,
            &format!("{shell_name} wrote one or more lines to the standard error stream."),
        );
        for line in stderr {
            context.error(&line);
        }
    }
    Ok(())
}

/// Builds the environment of the script.
fn environment_of(
    run: StepRun<'_>,
    task: &ScriptTask,
    context: &mut StepContext<'_, '_>,
) -> Vec<(String, String)> {
    let step = StepEnvironment {
        env: &run.planned.step.env,
        inputs: &[],
        endpoints: &[],
    };
    let environment = environment::for_script(context.job, context.step, step);
    let mut pairs = environment.into_pairs();
    let start_file = input(task, "bashEnvValue", context);
    if start_file.is_empty() {
        return pairs;
    }
    let before = value_of(&pairs, BASH_ENV);
    if !before.is_empty() {
        context.output(&format!(
            "The BASH_ENV environment variable has already been set to a '{before}', the task will override it with \
             '{start_file}'"
        ));
    }
    pairs.retain(|(name, _)| name != BASH_ENV);
    pairs.push((BASH_ENV.to_owned(), start_file));
    pairs
}

/// Returns an input with its macros expanded.
fn input(task: &ScriptTask, name: &str, context: &StepContext<'_, '_>) -> String {
    context.job.variables.expand_text(task.input(name).trim())
}

/// Returns whether a boolean input is on.
fn is_on(task: &ScriptTask, name: &str, context: &StepContext<'_, '_>) -> bool {
    input_is_on(&input(task, name, context))
}

/// Returns a value of an environment. Empty if there is none.
fn value_of<'a>(environment: &'a [(String, String)], name: &str) -> &'a str {
    let found = environment.iter().find(|(other, _)| other == name);
    found.map_or("", |(_, value)| value)
}

/// Skips a step whose shell is not here.
fn is_missing(shell: &str, context: &mut StepContext<'_, '_>) -> Result<(), StepError> {
    match context.job.missing {
        Missing::Skipped => {
            context.output(&format!(
                "emulator: unsupported: {shell} is not installed here; the step is skipped"
            ));
            context.step.result = Some(TaskResult::Skipped);
            Ok(())
        }
        Missing::Refused => Err(StepError::NoShell(shell.to_owned())),
    }
}

/// Fails the step with a text.
fn fail(context: &mut StepContext<'_, '_>, text: &str) {
    context.error(text);
    context.merge_result(TaskResult::Failed);
}

/// The variable that names the file that bash reads before a script.
const BASH_ENV: &str = "BASH_ENV";

/// The exit code of a process that was killed.
const OUT_OF_MEMORY: i32 = 137;

/// What `Bash@3` says about it.
const OUT_OF_MEMORY_TEXT: &str = "Bash exited with code 137, which means it ran out of memory. Make sure the agent \
                                  (container) host has sufficient memory configured.";

/// The line before the output of a script.
const STARTING_OUTPUT: &str =
    "========================== Starting Command Output ===========================";

/// How many lines of the standard error are kept for the errors at the end.
const KEPT_LINES: usize = 1000;
