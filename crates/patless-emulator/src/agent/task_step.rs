//! Runner of task steps.

use super::context::{JobState, StepContext};
use super::environment::{self, StepEnvironment};
use super::plan::PlannedTask;
use super::process::{Output, Process};
use super::step_process::{self, StepError, join, print_heading};
use super::step_run::{Stage, StepRun};
use super::text::setting_is_on;

/// Runs the task. A nonzero exit code is an error, regardless of the result that the task reports.
pub(super) fn run(
    run: StepRun<'_>,
    task: &PlannedTask<'_>,
    context: &mut StepContext<'_, '_>,
) -> Result<(), StepError> {
    let definition = &task.definition;
    let program = match (run.stage, task.post_job) {
        (Stage::PostJob, Some(program)) => program,
        _ => task.program,
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
    let inputs = expand_inputs(&task.inputs, context.job);
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

/// Trims the inputs, unless a setting disables that, and expands their macros.
fn expand_inputs(inputs: &[(String, String)], job: &JobState<'_>) -> Vec<(String, String)> {
    let untrimmed = job.setting("DISABLE_INPUT_TRIMMING");
    let untrimmed = untrimmed.is_some_and(setting_is_on);
    let expand = |(name, value): &(String, String)| {
        let value = if untrimmed { value } else { value.trim() };
        (name.clone(), job.variables.expand_text(value))
    };
    inputs.iter().map(expand).collect()
}
