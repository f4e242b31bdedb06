//! Runner of task steps.

use super::context::{JobState, StepContext};
use super::directories::{Directories, resolve};
use super::environment::{self, StepEnvironment};
use super::plan::PlannedTask;
use super::process::{Output, Process};
use super::step_process::{self, StepError, join, print_heading};
use super::step_run::StepRun;
use super::text::setting_is_on;

/// Runs the task. A nonzero exit code is an error, regardless of the result that the task reports.
pub(super) fn run(
    run: StepRun<'_>,
    task: &PlannedTask<'_>,
    context: &mut StepContext<'_, '_>,
) -> Result<(), StepError> {
    let definition = &task.definition;
    let Some(program) = task.program(run.stage) else {
        return Ok(());
    };
    print_heading(
        context,
        &[
            ("Task", &definition.friendly_name),
            ("Description", &definition.description),
            ("Version", &definition.version),
            ("Author", &definition.author),
            ("Help", &definition.help),
        ],
    );
    if let Some(handler) = &program.stands_for
        && !std::mem::replace(&mut context.job.named_node, true)
    {
        context.output(&format!(
            "emulator: {handler} and all other handlers run with {}",
            program.program.display()
        ));
    }
    let inputs = expand_inputs(task, run.directories, context.job);
    let endpoints: Vec<_> = task.endpoints.iter().map(|it| it.id.as_str()).collect();
    let step = StepEnvironment {
        env: &run.planned.step.env,
        inputs: &inputs,
        endpoints: &endpoints,
    };
    let environment = environment::for_task(context.job, context.step, step);
    let process = Process {
        program: &program.program,
        args: &program.args,
        environment: environment.into_pairs(),
        working_directory: &run.directories.sources,
        output: Output::Separate,
    };
    match step_process::run(process, context)? {
        0 => Ok(()),
        code => Err(StepError::ExitCode {
            code,
            file: program.program.display().to_string(),
            arguments: join(&program.args),
        }),
    }
}

/// Trims the inputs, unless a setting disables that, expands their macros, and makes the paths of files absolute.
fn expand_inputs(
    task: &PlannedTask<'_>,
    directories: &Directories,
    job: &JobState<'_>,
) -> Vec<(String, String)> {
    let untrimmed = job.setting("DISABLE_INPUT_TRIMMING");
    let untrimmed = untrimmed.is_some_and(setting_is_on);
    let expand = |(name, value): &(String, String)| {
        let value = if untrimmed { value } else { value.trim() };
        let value = job.variables.expand_text(value);
        let value = match task.definition.input(name) {
            Some(input) if input.is_file_path() => resolve(&directories.sources, &value)
                .to_string_lossy()
                .into(),
            _ => value,
        };
        (name.clone(), value)
    };
    task.inputs.iter().map(expand).collect()
}
