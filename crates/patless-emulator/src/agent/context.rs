//! Holds what one running step and its job know and may change.

use super::cancellation::CancellationToken;
use super::job_message::Endpoint;
use super::log::{JobLog, Tag};
use super::logging_command::DecodePercents;
use super::outcome::{Issue, IssueKind};
use super::restrictions::Restrictions;
use super::result::TaskResult;
use super::text::{parse_boolean, setting_is_on};
use super::variable::Variable;
use super::variables::Variables;
use super::version::AgentVersion;

/// What lives as long as the job.
pub(super) struct JobState<'out> {
    /// The log and, inside it, the secrets.
    pub(super) log: JobLog<'out>,
    /// The variables of the job.
    pub(super) variables: Variables,
    /// The connections that the steps name, and the job's own, as they are by now.
    pub(super) endpoints: Vec<Endpoint>,
    /// The agent's version.
    pub(super) version: AgentVersion,
    /// The folders that `task.prependpath` added, in the order of adding.
    pub(super) prepended_paths: Vec<String>,
    /// The environment of the agent's worker.
    pub(super) inherited: Vec<(String, String)>,
    /// The wish to cancel the job.
    pub(super) cancellation: CancellationToken,
    /// The result so far; `None` means that nothing went wrong.
    pub(super) result: Option<TaskResult>,
}

/// What lives as long as one step, its later post-job stage included.
#[derive(Debug, Default)]
pub(super) struct StepState {
    /// The name before the dot of output variables.
    pub(super) ref_name: String,
    /// The names that become output variables without being asked.
    pub(super) output_variables: Vec<String>,
    /// The limits on commands and variables.
    pub(super) restrictions: Vec<Restrictions>,
    /// The variables that only stages of this step see.
    pub(super) task_variables: Variables,
    /// What `task.complete` and the exit code said.
    pub(super) result: Option<TaskResult>,
    /// What failing commands said; merged at the end of the step.
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
    /// Reads a setting of the agent: a pipeline variable, else the worker's environment.
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

    /// Takes notice of the wish to cancel the job.
    pub(super) fn notice_cancellation(&mut self) {
        if self.cancellation.is_canceled() {
            self.result = Some(TaskResult::merge(self.result, TaskResult::Canceled));
        }
    }

    /// Sets a variable and masks its value if the name is secret.
    pub(super) fn set_variable(&mut self, variable: Variable) {
        let value = variable.value.clone();
        if self.variables.set(variable) {
            self.log.masker.add_secret(&value);
        }
    }
}

impl StepContext<'_, '_> {
    /// Returns how percent signs are decoded now.
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

    /// Writes a line that only `system.debug=true` shows.
    pub(super) fn debug(&mut self, text: &str) {
        let debug = self.job.variables.get("system.debug");
        if debug.and_then(parse_boolean) == Some(true) {
            self.job.log.write(Tag::Debug, text);
        }
    }

    /// Adds an error issue; the step's result does not change.
    pub(super) fn error(&mut self, message: &str) {
        self.step.error_count += 1;
        let count = self.step.error_count;
        self.add_issue(IssueKind::Error, count, message);
    }

    /// Adds a warning issue.
    pub(super) fn warning(&mut self, message: &str) {
        self.step.warning_count += 1;
        let count = self.step.warning_count;
        self.add_issue(IssueKind::Warning, count, message);
    }

    /// Merges a result into the step's.
    pub(super) fn merge_result(&mut self, result: TaskResult) {
        self.step.result = Some(TaskResult::merge(self.step.result, result));
    }

    /// Logs an issue and keeps it if it is one of the first of its kind.
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
