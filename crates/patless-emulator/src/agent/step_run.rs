//! Run of a step: the step, its stage, and its folders.

use patless_pipeline::model::Condition;

use super::directories::Directories;
use super::plan::{PlannedStep, Stage};

/// Run of one stage of a step.
#[derive(Clone, Copy, Debug)]
pub(super) struct StepRun<'a> {
    /// The step.
    pub(super) planned: &'a PlannedStep<'a>,
    /// The stage.
    pub(super) stage: Stage,
    /// Its number, counted from 1.
    pub(super) index: usize,
    /// The folders.
    pub(super) directories: &'a Directories,
}

impl StepRun<'_> {
    /// Returns the heading in the log.
    pub(super) fn display_name(self) -> String {
        let name = &self.planned.display_name;
        match self.stage {
            Stage::PreJob => format!("Pre-job: {name}"),
            Stage::Main => name.clone(),
            Stage::PostJob => format!("Post-job: {name}"),
        }
    }

    /// Returns the condition under which the stage runs. None: `succeeded()`.
    pub(super) fn condition(self) -> Option<Condition> {
        match self.stage {
            Stage::PreJob | Stage::Main => self.planned.step.condition.clone(),
            Stage::PostJob => Some(Condition {
                at: self.planned.step.at.clone(),
                text: "always()".to_owned(),
            }),
        }
    }
}
