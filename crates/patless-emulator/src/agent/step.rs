//! Runner of a step: its condition, its work and its result.

use super::attempts::Retries;
use super::condition::{expression_of, holds};
use super::context::{JobState, StepContext, StepState};
use super::limits::{self, StepLimits, Stop, WhenCanceled};
use super::log::Tag;
use super::plan::Work;
use super::result::TaskResult;
use super::step_process::StepError;
use super::step_run::StepRun;
use super::text::parse_boolean;
use super::variable::Variable;
use super::{artifact_step, checkout_step, script_step, task_step};

impl StepRun<'_> {
    /// Runs the step if its condition is met, and returns its result.
    pub(super) fn run(self, job: &mut JobState<'_>, state: &mut StepState) -> TaskResult {
        job.notice_cancellation();
        let mut context = StepContext { job, step: state };
        let name = &self.display_name();
        if context.job.limits.is_over() {
            context.output(&format!(
                "emulator: the time of the canceled job is over; {name} does not run"
            ));
            return TaskResult::Canceled;
        }
        for warning in expand_variables(&mut context) {
            context.warning(&warning);
        }
        let condition = self.condition();
        let condition = condition.as_ref();
        context.debug(&format!("Evaluating condition for step: '{name}'"));
        let holds = match holds(condition, context.job) {
            Ok(holds) => holds,
            Err(error) => {
                context.error(&format!("{}: {error}", self.planned.step.at));
                return TaskResult::Failed;
            }
        };
        if !holds {
            let expression = expression_of(condition);
            context.output(&format!(
                "Skipping step due to condition evaluation: {name}"
            ));
            context.output(&format!("Evaluating: {expression}\nResult: False"));
            return TaskResult::Skipped;
        }
        context
            .job
            .log
            .write(Tag::Section, &format!("Starting: {name}"));
        set_step_variables(&mut context, name, &self.planned.ref_name);
        self.name_container(&mut context);
        let limits = self.limits(context.job);
        context.step.limits = Some(limits.clone());
        let retries = Retries::read(self.planned.step.retries.as_deref());
        if let Err(error) = retries.run(&mut context, &limits, |context| self.work(context)) {
            context.error(&error.to_string());
            context.step.result = Some(match error {
                StepError::Stopped(Stop::Canceled | Stop::Killed) => TaskResult::Canceled,
                _ => TaskResult::Failed,
            });
        }
        if let Some(result) = context.step.command_result {
            context.merge_result(result);
        }
        let mut result = context.step.result.unwrap_or(TaskResult::Succeeded);
        if result == TaskResult::Failed && self.continues_on_error(context.job) {
            result = TaskResult::SucceededWithIssues;
        }
        context
            .job
            .log
            .write(Tag::Section, &format!("Finishing: {name}"));
        context.job.notice_cancellation();
        result
    }

    /// Starts the time of the step. It outlives the cancellation of its job if its condition holds for a canceled job.
    fn limits(self, job: &mut JobState<'_>) -> StepLimits {
        let before = job.result.replace(TaskResult::Canceled);
        let condition = self.condition();
        let cancellation = match holds(condition.as_ref(), job) {
            Ok(true) => WhenCanceled::GoesOn,
            _ => WhenCanceled::Ends,
        };
        job.result = before;
        let timeout = limits::minutes(self.planned.step.timeout_minutes.as_deref());
        StepLimits::start(&job.limits, timeout, cancellation)
    }

    /// Says that a step which belongs into a container is a plain process.
    fn name_container(self, context: &mut StepContext<'_, '_>) {
        let target = self.planned.step.target.as_ref();
        let container = target.and_then(|it| it.container.as_deref());
        if let Some(container) = container.filter(|it| !it.eq_ignore_ascii_case("host")) {
            context.output(&format!(
                "emulator: the container {container} is not started; the step is a plain process"
            ));
        }
    }

    /// Does the work of the step.
    fn work(self, context: &mut StepContext<'_, '_>) -> Result<(), StepError> {
        match &self.planned.work {
            Work::Task(task) => task_step::run(self, task, context),
            Work::Script(script) => script_step::run(self, script, context),
            Work::Checkout(planned) => checkout_step::run(planned, self.directories, context),
            Work::Artifact(work) => artifact_step::run(self, work, context),
            Work::NotPlayed(what) => {
                context.output(&format!(
                    "emulator: unsupported: {what}; the step is skipped"
                ));
                context.step.result = Some(TaskResult::Skipped);
                Ok(())
            }
        }
    }

    /// Returns whether a failure of the step counts as success with issues.
    fn continues_on_error(self, job: &JobState<'_>) -> bool {
        let text = self.planned.step.continue_on_error.as_deref();
        let text = text.map(|it| job.variables.expand_text(it));
        text.and_then(|it| parse_boolean(&it)) == Some(true)
    }
}

/// Expands the variables before a step, masks new secrets and returns the warnings.
fn expand_variables(context: &mut StepContext<'_, '_>) -> Vec<String> {
    let status = status_text(context.job.result);
    context
        .job
        .set_variable(Variable::public("Agent.JobStatus", status));
    let expansion = context.job.variables.expand();
    for secret in &expansion.secrets {
        context.job.log.masker.add_secret(secret);
    }
    expansion.warnings
}

/// Sets the variables that hold the names of the step.
fn set_step_variables(context: &mut StepContext<'_, '_>, display_name: &str, ref_name: &str) {
    let pairs = [
        ("Task.DisplayName", display_name),
        ("System.TaskDisplayName", display_name),
        ("System.TaskInstanceName", ref_name),
    ];
    for (name, value) in pairs {
        context.job.set_variable(Variable::public(name, value));
    }
}

/// Returns the status of the job for `Agent.JobStatus`.
fn status_text(result: Option<TaskResult>) -> String {
    result.unwrap_or(TaskResult::Succeeded).to_string()
}
