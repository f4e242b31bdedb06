//! State of a running job and of a running step.

use super::artifacts::Artifacts;
use super::host::Missing;
use super::job_message::Endpoint;
use super::limits::{JobLimits, StepLimits, WhenCanceled, Why};
use super::log::{JobLog, Tag};
use super::logging_command::DecodePercents;
use super::outcome::{Issue, IssueKind};
use super::restrictions::Restrictions;
use super::result::TaskResult;
use super::text::{parse_boolean, same_name, setting_is_on};
use super::variable::Variable;
use super::variables::Variables;
use super::version::AgentVersion;

/// State that lives as long as the job.
pub(super) struct JobState<'out> {
    /// The log, with the masker and its secrets.
    pub(super) log: JobLog<'out>,
    /// The variables of the job.
    pub(super) variables: Variables,
    /// The job's own connection, and those that the steps reference, in their current state.
    pub(super) endpoints: Vec<Endpoint>,
    /// The agent's version.
    pub(super) version: AgentVersion,
    /// The folders that `task.prependpath` added, oldest first.
    pub(super) prepended_paths: Vec<String>,
    /// The names of the output variables, with the names of their steps.
    pub(super) outputs: Vec<String>,
    /// The folder whose programs script steps find before all others.
    pub(super) first_in_scripts: Option<String>,
    /// The environment of the agent's worker.
    pub(super) inherited: Vec<(String, String)>,
    /// What ends its steps before they are done.
    pub(super) limits: JobLimits,
    /// The artifacts of the run.
    pub(super) artifacts: Artifacts,
    /// Whether the log has said which Node runs the tasks.
    pub(super) named_node: bool,
    /// What becomes of a step that needs what is not here.
    pub(super) missing: Missing,
    /// The result so far. `None` means that nothing has failed.
    pub(super) result: Option<TaskResult>,
}

/// State that lives as long as one stage of a step.
#[derive(Debug, Default)]
pub(super) struct StepState {
    /// The reference name, which precedes the dot in the names of output variables.
    pub(super) ref_name: String,
    /// The variables that become output variables even without `isoutput`.
    pub(super) output_variables: Vec<String>,
    /// What ends the step before it is done. `None`: what ends its job.
    pub(super) limits: Option<StepLimits>,
    /// The limits on commands and variables.
    pub(super) restrictions: Vec<Restrictions>,
    /// The variables that only the stages of this step see.
    pub(super) task_variables: Variables,
    /// The result from `task.complete` and the exit code.
    pub(super) result: Option<TaskResult>,
    /// The result of failed commands, which is merged at the end of the step.
    pub(super) command_result: Option<TaskResult>,
    /// How many errors were logged.
    pub(super) error_count: usize,
    /// How many warnings were logged.
    pub(super) warning_count: usize,
    /// The first ten errors and the first ten warnings, masked.
    pub(super) issues: Vec<Issue>,
}

/// A running step.
pub(super) struct StepContext<'run, 'out> {
    /// The job.
    pub(super) job: &'run mut JobState<'out>,
    /// The step.
    pub(super) step: &'run mut StepState,
}

impl JobState<'_> {
    /// Reads a setting of the agent: from a pipeline variable, else from the worker's environment.
    pub(super) fn setting(&self, name: &str) -> Option<&str> {
        let inherited = || {
            let found = self.inherited.iter().find(|(other, _)| other == name);
            found.map(|(_, value)| value.as_str())
        };
        self.variables
            .get(name)
            .or_else(inherited)
            .filter(|value| !value.is_empty())
    }

    /// Records that the job is canceled, if it is.
    pub(super) fn notice_cancellation(&mut self) {
        let Some(why) = self.limits.canceled() else {
            return;
        };
        let before = self.result;
        self.result = Some(TaskResult::merge(before, TaskResult::Canceled));
        if let Why::TimedOut { minutes } = why
            && before != self.result
        {
            // The text is that of the service.
            let text = format!(
                "The job running on agent patless-emulator ran longer than the maximum time of {minutes} minutes. For \
                 more information, see https://go.microsoft.com/fwlink/?linkid=2077134"
            );
            self.log.write(Tag::Error, &text);
        }
    }

    /// Lists the output variables of the steps so far.
    pub(super) fn outputs(&self) -> Vec<Variable> {
        let is_output = |it: &&Variable| self.outputs.iter().any(|name| same_name(name, &it.name));
        self.variables.iter().filter(is_output).cloned().collect()
    }

    /// Sets a variable, and masks its value if the variable is secret.
    pub(super) fn set_variable(&mut self, variable: Variable) {
        let value = variable.value.clone();
        if self.variables.set(variable) {
            self.log.masker.add_secret(&value);
        }
    }
}

impl StepContext<'_, '_> {
    /// Returns what ends the step before it is done.
    pub(super) fn limits(&self) -> StepLimits {
        let of_job = || StepLimits::start(&self.job.limits, None, WhenCanceled::Ends);
        self.step.limits.clone().unwrap_or_else(of_job)
    }

    /// Returns whether percent signs are decoded.
    pub(super) fn decode_percents(&self) -> DecodePercents {
        match self.job.setting("DECODE_PERCENTS") {
            Some(text) if !setting_is_on(text) => DecodePercents::Off,
            _ => DecodePercents::On,
        }
    }

    /// Writes a line of output.
    pub(super) fn output(&mut self, text: &str) {
        self.job.log.write(Tag::None, text);
    }

    /// Writes a line that is shown only with `system.debug=true`.
    pub(super) fn debug(&mut self, text: &str) {
        let debug = self.job.variables.get("system.debug");
        if debug.and_then(parse_boolean) == Some(true) {
            self.job.log.write(Tag::Debug, text);
        }
    }

    /// Adds an error. The step's result does not change.
    pub(super) fn error(&mut self, message: &str) {
        self.step.error_count += 1;
        let count = self.step.error_count;
        self.add_issue(IssueKind::Error, count, message);
    }

    /// Adds a warning.
    pub(super) fn warning(&mut self, message: &str) {
        self.step.warning_count += 1;
        let count = self.step.warning_count;
        self.add_issue(IssueKind::Warning, count, message);
    }

    /// Merges a result into the step's.
    pub(super) fn merge_result(&mut self, result: TaskResult) {
        self.step.result = Some(TaskResult::merge(self.step.result, result));
    }

    /// Logs an issue, and keeps it if it is among the first of its kind.
    fn add_issue(&mut self, kind: IssueKind, count: usize, message: &str) {
        if count <= KEPT_ISSUES {
            let message = self.job.log.masker.mask(message);
            self.step.issues.push(Issue { kind, message });
        }
        let tag = match kind {
            IssueKind::Error => Tag::Error,
            IssueKind::Warning => Tag::Warning,
        };
        self.job.log.write(tag, message);
    }
}

/// How many issues of each kind a step keeps.
const KEPT_ISSUES: usize = 10;
