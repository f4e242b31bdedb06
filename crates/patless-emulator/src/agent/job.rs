//! Runner of a job, from its first step to its result.

use std::io::Write;

use super::agent_variables;
use super::artifacts::Artifacts;
use super::compile;
use super::context::{JobState, StepState};
use super::directories::Directories;
use super::host::AgentHost;
use super::job_error::JobError;
use super::job_message::{Endpoint, JobMessage, is_masked_parameter};
use super::job_steps::JobSteps;
use super::limits::{self, JobLimits};
use super::log::{JobLog, Tag};
use super::masker::{Masker, MinimumLength};
#[cfg(target_os = "linux")]
use super::orphans::Before;
use super::outcome::{JobOutcome, StepOutcome};
use super::plan::{Plan, PlannedStep, Stage, Work};
use super::restrictions::Restrictions;
use super::result::TaskResult;
use super::step_run::StepRun;
use super::variables::Variables;

/// Runs a job and writes its log.
///
/// # Errors
/// Refuses a job with unknown tasks or connections before it writes anything.
pub fn run_job(
    job: &JobSteps,
    message: &JobMessage,
    host: &AgentHost,
    mut out: impl Write,
) -> Result<JobOutcome, JobError> {
    let directories = Directories::new(job, host);
    let lookup_id = agent_variables::new_lookup_id();
    let mut variables = agent_variables::at_start(job, message, host, &directories, &lookup_id);
    let expansion = variables.expand();
    let plan = compile::compile(job, message, host, &variables)?;
    directories.prepare().map_err(JobError::WorkFolder)?;

    let mut masker = masker_for(job, message, &plan);
    for secret in &expansion.secrets {
        masker.add_secret(secret);
    }
    let mut state = JobState {
        log: JobLog::new(masker, &mut out),
        variables: variables.clone(),
        endpoints: endpoints_of(message, &plan),
        version: host.version,
        prepended_paths: Vec::new(),
        outputs: Vec::new(),
        first_in_scripts: host
            .first_in_scripts
            .as_ref()
            .map(|folder| folder.to_string_lossy().into_owned()),
        inherited: host.environment.clone(),
        limits: JobLimits::start(
            &host.cancellation,
            &host.pace,
            limits::job_timeout(job.timeout_minutes.as_deref()),
            limits::grace(job.cancel_timeout_minutes.as_deref()),
        ),
        artifacts: Artifacts::in_folder(&host.artifacts_folder),
        named_node: false,
        missing: host.missing,
        result: None,
    };
    apply_minimum_length(&mut state);
    for warning in &plan.warnings {
        state.log.write(Tag::Warning, warning);
    }
    #[cfg(target_os = "linux")]
    let before = Before::note();
    let steps = run_steps(&plan, &directories, &mut state);
    #[cfg(target_os = "linux")]
    before.end_others(&mut state, &lookup_id);
    let result = state.result.unwrap_or(TaskResult::Succeeded);
    let outputs = state.outputs();
    directories.empty_temp().map_err(JobError::WorkFolder)?;
    state.log.finish().map_err(JobError::Log)?;
    Ok(JobOutcome {
        result,
        steps,
        outputs,
    })
}

/// Runs the pre-job stages of the tasks, the steps, and then the post-job stages in reverse order.
fn run_steps(
    plan: &Plan<'_>,
    directories: &Directories,
    job: &mut JobState<'_>,
) -> Vec<StepOutcome> {
    let count = plan.steps.len();
    // Of the state of a stage, only the task variables are kept.
    let mut task_variables = vec![Variables::default(); count];
    let mut outcomes = Vec::new();
    let before = (0..count).map(|index| (index, Stage::PreJob));
    let main = (0..count).map(|index| (index, Stage::Main));
    let after = (0..count).rev().map(|index| (index, Stage::PostJob));
    for (index, stage) in before.chain(main).chain(after) {
        let planned = &plan.steps[index];
        if !planned.has(stage) {
            continue;
        }
        let mut state = state_of(planned);
        state.task_variables = std::mem::take(&mut task_variables[index]);
        let run = StepRun {
            planned,
            stage,
            index: index + 1,
            directories,
        };
        outcomes.push(run_step(run, job, &mut state));
        task_variables[index] = state.task_variables;
    }
    outcomes
}

/// Runs one stage of a step, and merges its result into the job's.
fn run_step(run: StepRun<'_>, job: &mut JobState<'_>, state: &mut StepState) -> StepOutcome {
    let result = run.run(job, state);
    if matches!(result, TaskResult::Failed | TaskResult::SucceededWithIssues) {
        job.result = Some(TaskResult::merge(job.result, result));
    }
    StepOutcome {
        display_name: run.display_name(),
        ref_name: run.planned.ref_name.clone(),
        result,
        error_count: state.error_count,
        warning_count: state.warning_count,
        issues: state.issues.clone(),
    }
}

/// Makes the initial state of a step.
fn state_of(planned: &PlannedStep<'_>) -> StepState {
    let mut state = StepState {
        ref_name: planned.ref_name.clone(),
        task_variables: Variables::default(),
        ..StepState::default()
    };
    if let Work::Task(task) = &planned.work {
        state
            .output_variables
            .clone_from(&task.definition.output_variables);
        state
            .restrictions
            .push(task.definition.restrictions.clone());
    }
    let target = planned.step.target.iter();
    state
        .restrictions
        .extend(target.map(Restrictions::of_target));
    state
}

/// Lists the connections of a job: its own, and those that the steps reference. The job message has no other
/// connections of the project.
fn endpoints_of(message: &JobMessage, plan: &Plan<'_>) -> Vec<Endpoint> {
    let mut all = vec![message.system_connection.endpoint()];
    for step in &plan.steps {
        let Work::Task(task) = &step.work else {
            continue;
        };
        for &endpoint in &task.endpoints {
            if all.iter().all(|known| known.id != endpoint.id) {
                all.push(endpoint.clone());
            }
        }
    }
    all
}

/// Registers the secrets of the job and its message: secret variables, the job's access token, and the parameters of the
/// connections that the steps reference.
fn masker_for(job: &JobSteps, message: &JobMessage, plan: &Plan<'_>) -> Masker {
    let mut masker = Masker::new();
    let variables = message.variables.iter().chain(&job.variables);
    for variable in variables.filter(|variable| variable.secret) {
        masker.add_job_secret(&variable.value);
    }
    masker.add_secret(&message.system_connection.access_token);
    for step in &plan.steps {
        let Work::Task(task) = &step.work else {
            continue;
        };
        let parameters = task.endpoints.iter().flat_map(|one| &one.parameters);
        for (key, value) in parameters {
            if is_masked_parameter(key) {
                masker.add_secret(value);
            }
        }
    }
    masker
}

/// Applies the agent's setting for the minimum length of a secret.
fn apply_minimum_length(state: &mut JobState<'_>) {
    let setting = state.setting("AZP_IGNORE_SECRETS_SHORTER_THAN");
    let Some(length) = setting.and_then(|text| text.trim().parse().ok()) else {
        return;
    };
    if state.log.masker.set_minimum_length(length) == MinimumLength::Clamped {
        let text =
            "The value of the minimum length of the secrets is too high. Maximum value is set: 6";
        state.log.write(Tag::Warning, text);
    }
}
