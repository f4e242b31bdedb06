//! Run of a step: which step, what of it, and where.

use super::directories::Directories;
use super::plan::PlannedStep;
use crate::pipeline::Condition;

/// What a step needs besides the state of job and step.
#[derive(Clone, Copy, Debug)]
pub(super) struct StepRun<'a> {
    /// The step.
    pub(super) planned: &'a PlannedStep<'a>,
    /// What of the step is run.
    pub(super) stage: Stage,
    /// Its number, counted from 1.
    pub(super) index: usize,
    /// The folders.
    pub(super) directories: &'a Directories,
}

/// What of a step is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// What the step is there for.
    Main,
    /// What its task does at the end of the job, whatever has become of the step.
    PostJob,
}

impl StepRun<'_> {
    /// Returns the heading.
    pub(super) fn display_name(self) -> String {
        let name = &self.planned.display_name;
        match self.stage {
            Stage::Main => name.clone(),
            Stage::PostJob => format!("Post-job: {name}"),
        }
    }

    /// Returns when it runs.
    pub(super) fn condition(self) -> Condition {
        match self.stage {
            Stage::Main => self.planned.step.condition,
            Stage::PostJob => Condition::Always,
        }
    }
}
