//! Makes the agent's job of a pipeline file that this reader has read, until the compiler takes its place.

use std::path::Path;

use patless_pipeline::{Place, model};

use super::condition::Condition;
use super::error::PipelineError;
use super::job::{Action, Checkout, Shell, Step, YamlVariable};
use super::position::Position;
use crate::agent::{JobSteps, Variable};

/// Reads the job of a pipeline file.
///
/// # Errors
/// As [`read`](super::read).
pub fn read_steps(path: &Path) -> Result<JobSteps, PipelineError> {
    let job = super::pipeline_file::read(path)?;
    let steps = job.steps.iter().map(step).collect();
    let mut made = JobSteps::new(place(&job.position), &job.name, steps);
    made.variables = job.variables.iter().map(variable).collect();
    Ok(made)
}

fn place(position: &Position) -> Place {
    Place {
        file: position.file.clone(),
        line: position.line,
        column: 0,
    }
}

fn variable(yaml: &YamlVariable) -> Variable {
    let mut variable = Variable::public(&yaml.name, &yaml.value);
    variable.read_only = yaml.read_only;
    variable
}

fn step(step: &Step) -> model::Step {
    let mut made = model::Step::new(place(&step.position), action(&step.action));
    made.name.clone_from(&step.name);
    made.display_name.clone_from(&step.display_name);
    made.condition = (step.condition != Condition::Succeeded).then(|| model::Condition {
        at: place(&step.position),
        text: step.condition.expression().to_owned(),
    });
    made.continue_on_error = step.continue_on_error.then(|| "true".to_owned());
    made.is_enabled = step.enabled;
    made.env.clone_from(&step.env);
    made
}

fn action(action: &Action) -> model::Action {
    match action {
        Action::Script(script) => {
            let shell = match script.shell {
                Shell::CommandLine => model::Shell::CommandLine,
                Shell::Bash => model::Shell::Bash,
                Shell::PowerShell => model::Shell::Pwsh,
            };
            let mut made = model::Script::new(shell, &script.text);
            made.working_directory.clone_from(&script.working_directory);
            model::Action::Script(made)
        }
        Action::Task(task) => {
            let mut made = model::Task::new(&task.name, &task.version);
            made.inputs.clone_from(&task.inputs);
            model::Action::Task(made)
        }
        Action::Checkout(checkout) => {
            model::Action::Checkout(model::Checkout::new(match checkout {
                Checkout::SelfRepository => "self",
                Checkout::None => "none",
            }))
        }
    }
}
