//! Compiler from the steps of a pipeline file to steps that can run. On Azure DevOps, the server does this before it
//! sends a job.

use patless_pipeline::model::{Action, Shell, Step, Task};

use super::condition::is_never;
use super::host::{AgentHost, InstalledTask};
use super::job_error::JobError;
use super::job_message::{Endpoint, JobMessage};
use super::job_steps::JobSteps;
use super::plan::{Plan, PlannedStep, PlannedTask, Work};
use super::task_definition::{TaskDefinition, TaskInput};
use super::variables::Variables;

/// Compiles the enabled steps.
pub(super) fn compile<'a>(
    job: &'a JobSteps,
    message: &'a JobMessage,
    host: &'a AgentHost,
    variables: &'a Variables,
) -> Result<Plan<'a>, JobError> {
    let mut compiler = Compiler {
        job,
        message,
        host,
        variables,
        warnings: Vec::new(),
    };
    let mut steps: Vec<PlannedStep<'a>> = Vec::new();
    for step in job.steps.iter().filter(|step| step.is_enabled) {
        let kind = kind_of(step);
        let ref_name = step.name.clone().unwrap_or_else(|| {
            let same = |planned: &&PlannedStep<'_>| kind_of(planned.step) == kind;
            format!("{kind}{}", steps.iter().filter(same).count() + 1)
        });
        let work = match compiler.work(step, &ref_name) {
            // Such a step never runs. It exists only to reference what its inputs name, such as a service connection.
            Ok(Work::NotPlayed(_)) if is_never(step.condition.as_ref()) => continue,
            work => work?,
        };
        steps.push(PlannedStep {
            step,
            display_name: step.display_name.clone().unwrap_or(kind),
            ref_name,
            work,
        });
    }
    Ok(Plan {
        steps,
        warnings: compiler.warnings,
    })
}

/// State of the compilation.
struct Compiler<'a> {
    /// The job.
    job: &'a JobSteps,
    /// The connections.
    message: &'a JobMessage,
    /// The installed task.
    host: &'a AgentHost,
    /// The variables that are known before the job starts.
    variables: &'a Variables,
    /// The warnings so far.
    warnings: Vec<String>,
}

impl<'a> Compiler<'a> {
    /// Compiles the work of a step.
    fn work(&mut self, step: &'a Step, ref_name: &str) -> Result<Work<'a>, JobError> {
        match &step.action {
            Action::Script(script) => Ok(Work::Script(script)),
            Action::Checkout(checkout) => Ok(Work::Checkout(checkout)),
            Action::Task(reference) => self.task(step, reference, ref_name),
            Action::Publish(_) => Ok(Work::NotPlayed("`publish`".to_owned())),
            Action::Download(_) => Ok(Work::NotPlayed("`download`".to_owned())),
            _ => Ok(Work::NotPlayed("this kind of step".to_owned())),
        }
    }

    /// Compiles a step of the installed task.
    fn task(
        &mut self,
        step: &'a Step,
        reference: &Task,
        ref_name: &str,
    ) -> Result<Work<'a>, JobError> {
        let task = format!("the task {}@{}", reference.name, reference.version);
        let Some(InstalledTask {
            definition,
            program,
            post_job,
        }) = &self.host.task
        else {
            return Ok(Work::NotPlayed(task));
        };
        let definition = TaskDefinition::load(definition)?;
        let major = reference.version.split('.').next().unwrap_or_default();
        if !definition.name.eq_ignore_ascii_case(&reference.name) || definition.major != major {
            return Ok(Work::NotPlayed(task));
        }
        let mut inputs: Vec<(String, String)> = definition
            .inputs
            .iter()
            .map(|input| (input.name.clone(), input.default.clone()))
            .collect();
        let mut endpoints = Vec::new();
        for (name, value) in &reference.inputs {
            let Some(input) = definition.input(name) else {
                self.warnings.push(format!(
                    "{}: Unexpected input '{name}' for task {}",
                    step.at, definition.name
                ));
                inputs.push((name.clone(), value.clone()));
                continue;
            };
            let value = match input.connection_kind() {
                Some(kind) if !value.trim().is_empty() => {
                    let endpoint = self.connection(ref_name, input, kind, value)?;
                    endpoints.push(endpoint);
                    endpoint.id.clone()
                }
                _ => value.clone(),
            };
            inputs.retain(|(other, _)| *other != input.name);
            inputs.push((input.name.clone(), value));
        }
        let post_job = post_job.as_ref().filter(|_| definition.post_job.is_some());
        Ok(Work::Task(Box::new(PlannedTask {
            definition,
            program,
            post_job,
            inputs,
            endpoints,
        })))
    }

    /// Lists the names of the connections of a type, for an error message.
    fn describe_connections(&self, is_of_kind: impl Fn(&&Endpoint) -> bool) -> String {
        let of_kind = self.message.endpoints.iter().filter(is_of_kind);
        let names: Vec<_> = of_kind
            .map(|it| format!("{} ({})", it.name, it.kind))
            .collect();
        if names.is_empty() {
            "none of this type".to_owned()
        } else {
            names.join(", ")
        }
    }

    /// Finds the connection that an input names, by GUID or by name.
    fn connection(
        &self,
        ref_name: &str,
        input: &TaskInput,
        kind: &str,
        value: &str,
    ) -> Result<&'a Endpoint, JobError> {
        let name = self.variables.expand_text(value.trim());
        let is_of_kind = |endpoint: &&Endpoint| {
            let mut kinds = kind.split(',');
            kinds.any(|one| one.trim().eq_ignore_ascii_case(&endpoint.kind))
        };
        let mut endpoints = self.message.endpoints.iter().filter(is_of_kind);
        let found = endpoints.find(|endpoint| {
            endpoint.id.eq_ignore_ascii_case(&name) || endpoint.name.eq_ignore_ascii_case(&name)
        });
        found.ok_or_else(|| JobError::ConnectionNotFound {
            job: self.job.name.clone(),
            step: ref_name.to_owned(),
            input: input.name.clone(),
            connection: name,
            known: self.describe_connections(is_of_kind),
        })
    }
}

/// Returns the name of the task that runs a step, as the service names it.
fn kind_of(step: &Step) -> String {
    match &step.action {
        Action::Script(script) => match script.shell {
            Shell::CommandLine => "CmdLine",
            Shell::Bash => "Bash",
            // `pwsh` and `powershell` are one task.
            _ => "PowerShell",
        },
        Action::Task(reference) => &reference.name,
        Action::Checkout(_) => "Checkout",
        Action::Publish(_) => "Publish",
        Action::Download(_) => "Download",
        _ => "Step",
    }
    .to_owned()
}
