//! Run of a step: the step, its stage, and its folders.

use patless_pipeline::model::Condition;

use super::directories::Directories;
use super::plan::PlannedStep;

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

/// Stage of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The main stage.
    Main,
    /// The stage at the end of the job. It runs regardless of the result of the main stage.
    PostJob,
}

impl StepRun<'_> {
    /// Returns the heading in the log.
    pub(super) fn display_name(self) -> String {
        let name = &self.planned.display_name;
        match self.stage {
            Stage::Main => name.clone(),
            Stage::PostJob => format!("Post-job: {name}"),
        }
    }

    /// Returns the condition under which the stage runs. None: `succeeded()`.
    pub(super) fn condition(self) -> Option<Condition> {
        match self.stage {
            Stage::Main => self.planned.step.condition.clone(),
            Stage::PostJob => Some(Condition {
                at: self.planned.step.at.clone(),
                text: "always()".to_owned(),
            }),
        }
    }
}
