//! Plays a job: its condition, its legs or hooks, and its result.

use std::io::Write;

use patless_pipeline::expression::Use;
use patless_pipeline::model::{Deployment, Hook, JobKind, Step};

use super::deployment;
use super::job_position::JobPosition;
use super::job_run::{JobRun, Player};
use super::legs::legs;
use super::names::Names;
use super::reasons::{NOT_CHOSEN, heading, text_of, why_skipped};
use super::record::{JobRecord, is_success, worst};
use super::said::say;
use crate::agent::{DefaultSources, JobError, JobOutcome, JobSteps, TaskResult, Variable};

/// What the agent gets of a job: all of it, a leg, or a hook.
struct Part<'a> {
    names: Names<'a>,
    steps: &'a [Step],
    variables: Vec<Variable>,
    of_server: Vec<Variable>,
    default_sources: DefaultSources,
}

impl JobPosition<'_> {
    /// Plays the job.
    pub(super) fn play(
        &self,
        player: &mut Player<'_>,
        out: &mut dyn Write,
    ) -> Result<JobRecord, JobError> {
        let job = self.job;
        let without_run = |result, note: &str| JobRecord::without_run(&job.name, result, note);
        if !self.stage.run.selection.has_job(&job.name) {
            return Ok(without_run(TaskResult::Succeeded, NOT_CHOSEN));
        }
        let condition = text_of(job.condition.as_ref());
        let prepared = self.variables().and_then(|found| {
            let holds = self.scope(&found).holds(condition, Use::JobCondition)?;
            Ok((found, holds))
        });
        let found = match prepared {
            Ok((found, true)) => found,
            Ok((_, false)) => {
                let note = why_skipped(job.condition.as_ref(), &self.results());
                let line = format!("Skipping job {}: {note}", job.name);
                say(out, &line).map_err(JobError::Log)?;
                return Ok(without_run(TaskResult::Skipped, &note));
            }
            Err(error) => return self.failed(&error, out),
        };
        if let Some(container) = &job.container {
            let name = [&container.alias, &container.image].map(|it| it.trim());
            let name = name.iter().find(|it| !it.is_empty());
            let line = format!(
                "emulator: the container {} is not started; the steps of job {} are plain processes",
                name.unwrap_or(&"of the job"),
                job.name
            );
            say(out, &line).map_err(JobError::Log)?;
        }
        let mut record = match &job.kind {
            JobKind::Steps(steps) => self.play_legs(steps, &found, player, out)?,
            JobKind::Deployment(deployment) => self.play_hooks(deployment, &found, player, out)?,
            JobKind::Server(_) => {
                let note = "unsupported: a job of the server, so that it counts as succeeded";
                let line = format!("emulator: job {}: {note}", job.name);
                say(out, &line).map_err(JobError::Log)?;
                without_run(TaskResult::Succeeded, note)
            }
            _ => without_run(TaskResult::Skipped, "unsupported: this kind of job"),
        };
        if record.result == TaskResult::Failed && self.continues_on_error(&found) {
            record.result = TaskResult::SucceededWithIssues;
        }
        Ok(record)
    }

    /// Plays the job once, or each of its legs.
    fn play_legs(
        &self,
        steps: &[Step],
        found: &[Variable],
        player: &mut Player<'_>,
        out: &mut dyn Write,
    ) -> Result<JobRecord, JobError> {
        let legs = match legs(&self.job.strategy, &self.scope(found)) {
            Ok(legs) => legs,
            Err(error) => return self.failed(&error, out),
        };
        let (mut results, mut outputs) = (Vec::new(), Vec::new());
        let at_start = self.stage.run.state();
        for (index, leg) in legs.iter().enumerate() {
            // What has not begun when somebody cancels the run does not begin.
            if self.stage.run.state() != at_start {
                results.push(TaskResult::Canceled);
                continue;
            }
            let display_name = self.display_name(leg);
            let part = Part {
                names: Names {
                    job: leg.name.as_deref(),
                    job_display_name: &display_name,
                    position: index + 1,
                    total: legs.len(),
                    ..self.names()
                },
                steps,
                variables: self.variables_of(leg, found),
                of_server: Vec::new(),
                default_sources: DefaultSources::SelfRepository,
            };
            let outcome = self.play_part(part, player, out)?;
            results.push(outcome.result);
            let prefix = leg.name.as_deref();
            outputs.extend(outcome.outputs.iter().map(|it| prefixed(prefix, it)));
        }
        Ok(JobRecord {
            name: self.job.name.clone(),
            result: worst(results).unwrap_or(TaskResult::Skipped),
            note: legs.is_empty().then(|| "its matrix is empty".to_owned()),
            outputs,
        })
    }

    /// Plays the hooks of a deployment, until one fails, and then the one for that case.
    fn play_hooks(
        &self,
        deployment: &Deployment,
        found: &[Variable],
        player: &mut Player<'_>,
        out: &mut dyn Write,
    ) -> Result<JobRecord, JobError> {
        if !deployment.strategy.eq_ignore_ascii_case("runOnce") {
            let line = format!(
                "emulator: the strategy {} of job {} runs once, without increments",
                deployment.strategy, self.job.name
            );
            say(out, &line).map_err(JobError::Log)?;
        }
        let (mut results, mut outputs) = (Vec::new(), Vec::new());
        let mut play = |hook: &Hook| -> Result<TaskResult, JobError> {
            let outcome = self.play_hook(deployment, hook, found, player, out)?;
            for prefix in deployment::output_prefixes(&self.job.name, deployment, hook) {
                let found = outcome.outputs.iter();
                outputs.extend(found.map(|it| prefixed(Some(&prefix), it)));
            }
            results.push(outcome.result);
            Ok(outcome.result)
        };
        let mut result = TaskResult::Succeeded;
        for hook in deployment::main_hooks(deployment) {
            result = play(hook)?;
            if !is_success(result) {
                break;
            }
        }
        if let Some(hook) = deployment::last_hook(deployment, result) {
            play(hook)?;
        }
        Ok(JobRecord {
            name: self.job.name.clone(),
            result: worst(results).unwrap_or(TaskResult::Succeeded),
            note: None,
            outputs,
        })
    }

    /// Plays one hook.
    fn play_hook(
        &self,
        deployment: &Deployment,
        hook: &Hook,
        found: &[Variable],
        player: &mut Player<'_>,
        out: &mut dyn Write,
    ) -> Result<JobOutcome, JobError> {
        let name = deployment::job_name(hook);
        let part = Part {
            names: Names {
                job: Some(&name),
                position: 1,
                total: 1,
                ..self.names()
            },
            steps: &deployment::steps(hook, &self.job.at),
            variables: found.to_vec(),
            of_server: deployment::variables(deployment),
            default_sources: DefaultSources::Nothing,
        };
        self.play_part(part, player, out)
    }

    /// Has the agent play one part.
    fn play_part(
        &self,
        part: Part<'_>,
        player: &mut Player<'_>,
        out: &mut dyn Write,
    ) -> Result<JobOutcome, JobError> {
        let name = &self.job.name;
        let full_name = match part.names.job {
            Some(part) => format!("{name} {part}"),
            None => name.clone(),
        };
        let run = self.stage.run;
        if run.has_headings() || part.names.job.is_some() {
            let display_name = Some(part.names.job_display_name);
            let display_name = display_name.filter(|it| *it != &*full_name);
            say(out, &heading("Job", &full_name, display_name)).map_err(JobError::Log)?;
        }
        let mut steps = JobSteps::new(self.job.at.clone(), name, part.steps.to_vec());
        part.names
            .job_display_name
            .clone_into(&mut steps.display_name);
        steps.default_sources = part.default_sources;
        let timeouts = [&self.job.timeout_minutes, &self.job.cancel_timeout_minutes];
        let [timeout, cancel_timeout] = timeouts.map(|it| {
            let scope = self.scope(&part.variables);
            it.as_ref().and_then(|text| scope.text(text).ok())
        });
        steps.timeout_minutes = timeout;
        steps.cancel_timeout_minutes = cancel_timeout;
        let mut of_server = part.names.variables();
        of_server.extend(part.of_server);
        let identifier = part.names.identifier();
        steps.variables = part.variables;
        let job_run = JobRun {
            steps,
            variables: of_server,
            identifier,
            cancellation: run.token(),
        };
        let outcome = player(&job_run, out)?;
        let line = format!("Job {full_name} completed with result: {}", outcome.result);
        say(out, &line).map_err(JobError::Log)?;
        Ok(outcome)
    }

    /// Ends the job with an error before it starts.
    fn failed(&self, error: &str, out: &mut dyn Write) -> Result<JobRecord, JobError> {
        let name = &self.job.name;
        say(out, &format!("##[error]Job {name}: {error}")).map_err(JobError::Log)?;
        Ok(JobRecord::without_run(name, TaskResult::Failed, error))
    }
}

/// Returns an output variable under the name of its leg or hook.
fn prefixed(prefix: Option<&str>, variable: &Variable) -> Variable {
    let mut variable = variable.clone();
    if let Some(prefix) = prefix {
        variable.name = format!("{prefix}.{}", variable.name);
    }
    variable
}
