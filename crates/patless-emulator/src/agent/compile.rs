//! Compiler from the steps of a pipeline file to steps that can run. On Azure DevOps, the server does this before it
//! sends a job.

use patless_pipeline::model::{Action, Download, Shell, Step, Task};

use super::artifact_work::ArtifactWork;
use super::checkouts::PlannedCheckout;
use super::condition::is_never;
use super::directories::build_folder;
use super::host::{AgentHost, InstalledTask, Missing};
use super::job_error::JobError;
use super::job_message::{Endpoint, JobMessage};
use super::job_steps::JobSteps;
use super::masker::Masker;
use super::plan::{Plan, PlannedStep, PlannedTask, Work};
use super::script_task::ScriptTask;
use super::task_definition::{TaskDefinition, TaskInput};
use super::task_search::{Found, find_installed};
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
    for step in job.steps.iter().filter(|step| is_in_job(step)) {
        let kind = kind_of(step);
        let ref_name = step.name.clone().unwrap_or_else(|| {
            let same = |planned: &&PlannedStep<'_>| kind_of(planned.step) == kind;
            format!("{kind}{}", steps.iter().filter(same).count() + 1)
        });
        let work = compiler.work(step, &ref_name).map(Work::harmless);
        let work = match work {
            // Such a step never runs. It exists only to reference what its inputs name, such as a service connection.
            Ok(Work::NotPlayed(_)) if is_never(step.condition.as_ref()) => continue,
            Ok(Work::NotPlayed(what)) if host.missing == Missing::Refused => {
                let at = step.at.clone();
                return Err(JobError::NotPlayed { at, what });
            }
            work => work?,
        };
        steps.push(PlannedStep {
            step,
            // As the agent: once, with what is known when the job starts.
            display_name: match &step.display_name {
                Some(name) => variables.expand_text(name),
                None => kind,
            },
            ref_name,
            work,
        });
    }
    Ok(Plan {
        steps,
        warnings: compiler.warnings,
    })
}

/// Returns whether a step is part of its job. `download: none` only says what a deployment does not do.
fn is_in_job(step: &Step) -> bool {
    let is_none = |download: &Download| download.source.trim().eq_ignore_ascii_case("none");
    step.is_enabled && !matches!(&step.action, Action::Download(it) if is_none(it))
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
            Action::Script(script) => Ok(Work::Script(ScriptTask::of_shortcut(script))),
            Action::Checkout(checkout) => {
                let planned =
                    PlannedCheckout::of(checkout, self.job, self.host, &build_folder(self.host));
                let name = &checkout.repository;
                if planned.is_missing() {
                    return Ok(Work::NotPlayed(format!(
                        "the checkout of {name} (--repository {name}=FOLDER gives its files)"
                    )));
                }
                Ok(Work::Checkout(planned))
            }
            Action::Task(reference) => self.task(step, reference, ref_name),
            Action::Publish(publish) => {
                Ok(ArtifactWork::of_publish(publish, &self.job.name).into())
            }
            Action::Download(download) => Ok(ArtifactWork::of_download(download).into()),
            _ => Ok(Work::NotPlayed("this kind of step".to_owned())),
        }
    }

    /// Compiles a task step: of an installed task, or of one that the agent itself plays.
    fn task(
        &mut self,
        step: &'a Step,
        reference: &'a Task,
        ref_name: &str,
    ) -> Result<Work<'a>, JobError> {
        match find_installed(&self.host.tasks, reference)? {
            Found::Task(installed, definition) => {
                let definition = *definition;
                let task = self.installed_task(step, reference, ref_name, installed, definition)?;
                return Ok(Work::Task(Box::new(task)));
            }
            Found::OtherVersion(version) => {
                let Task {
                    name,
                    version: asked,
                    ..
                } = reference;
                return Ok(Work::NotPlayed(format!(
                    "the task {name}@{asked} is not here, but {version} is (--task {name}@{asked}=FOLDER gives it)"
                )));
            }
            Found::Nothing => {}
        }
        if let Some(script) = ScriptTask::of_task(reference) {
            for name in &script.unexpected {
                self.warn_of_input(step, name, script.name());
            }
            return Ok(Work::Script(script));
        }
        if let Some(artifact) = ArtifactWork::of_task(reference, &self.job.name) {
            return Ok(artifact.into());
        }
        let Task { name, version, .. } = reference;
        Ok(Work::NotPlayed(format!(
            "the task {name}@{version} is not here (--task {name}@{version}=FOLDER gives it)"
        )))
    }

    /// Compiles a step of an installed task.
    fn installed_task(
        &mut self,
        step: &'a Step,
        reference: &Task,
        ref_name: &str,
        installed: &'a InstalledTask,
        definition: TaskDefinition,
    ) -> Result<PlannedTask<'a>, JobError> {
        let mut inputs: Vec<(String, String)> = definition
            .inputs
            .iter()
            .map(|input| (input.name.clone(), input.default.clone()))
            .collect();
        let mut endpoints = Vec::new();
        for (name, value) in &reference.inputs {
            let Some(input) = definition.input(name) else {
                self.warn_of_input(step, name, &definition.name);
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
        Ok(PlannedTask {
            definition,
            installed,
            inputs,
            endpoints,
        })
    }

    /// Warns of an input that a task does not have.
    fn warn_of_input(&mut self, step: &Step, name: &str, task: &str) {
        self.warnings.push(format!(
            "{}: Unexpected input '{name}' for task {task}",
            step.at
        ));
    }

    /// Makes a text with expanded macros fit for an error: without secrets, on one line.
    fn masked(&self, text: &str) -> String {
        let mut masker = Masker::new();
        for secret in self.variables.iter().filter(|it| it.secret) {
            masker.add_secret(&secret.value);
        }
        masker.mask(text).replace(char::is_control, "?")
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
            connection: self.masked(&name),
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
        Action::Publish(_) => "PublishPipelineArtifact",
        Action::Download(_) => "DownloadPipelineArtifact",
        _ => "Step",
    }
    .to_owned()
}
