//! What is played, and with what.

use patless_pipeline::model::{Job, JobKind, Pipeline, Stage, Step};

use super::groups::Groups;
use super::scope::RunState;
use super::selection::Selection;
use super::variables;
use crate::agent::{CancellationToken, JobSteps, Variable};

/// A run: what is played, and with what.
pub(crate) struct Run<'a> {
    /// The pipeline.
    pub(crate) pipeline: &'a Pipeline,
    /// What of it.
    pub(crate) selection: &'a Selection,
    /// The variables of the server and of whoever has queued the run. They win over those of the file.
    pub(crate) variables: Vec<Variable>,
    /// The variable groups.
    pub(crate) groups: &'a Groups,
    /// Cancels the run.
    pub(crate) cancellation: CancellationToken,
}

impl Run<'_> {
    /// Returns whether the run goes on.
    pub(super) fn state(&self) -> RunState {
        if self.cancellation.is_canceled() {
            RunState::Canceled
        } else {
            RunState::Running
        }
    }

    /// Lists the jobs that are chosen, with all that is known of them before the run.
    pub(crate) fn jobs(&self) -> Vec<JobSteps> {
        let stages = self.pipeline.stages.iter();
        let stages = stages.filter(|it| self.selection.has_stage(&it.name));
        let of_stage = |stage: &Stage| -> Vec<JobSteps> {
            let jobs = stage.jobs.iter();
            let jobs = jobs.filter(|it| self.selection.has_job(&it.name));
            jobs.flat_map(|job| self.parts(stage, job)).collect()
        };
        stages.flat_map(of_stage).collect()
    }

    /// Makes what the agent gets of a job: all of it, or each hook.
    fn parts(&self, stage: &Stage, job: &Job) -> Vec<JobSteps> {
        let steps: Vec<&[Step]> = match &job.kind {
            JobKind::Steps(steps) => vec![steps],
            JobKind::Deployment(deployment) => {
                let hooks = deployment.hooks.iter();
                hooks.map(|it| &*it.steps).collect()
            }
            _ => Vec::new(),
        };
        let levels: [&[_]; 3] = [&self.pipeline.variables, &stage.variables, &job.variables];
        let parts = steps.into_iter().map(|steps| {
            let mut part = JobSteps::new(job.at.clone(), &job.name, steps.to_vec());
            part.variables = variables::merge(&levels, self.groups);
            part
        });
        parts.collect()
    }

    /// Returns what cancels a job that starts now. What still runs after a cancellation runs to its end.
    pub(super) fn token(&self) -> CancellationToken {
        match self.state() {
            RunState::Running => self.cancellation.clone(),
            RunState::Canceled => CancellationToken::new(),
        }
    }

    /// Returns whether the log needs headings, because there is more than one job.
    pub(super) fn has_headings(&self) -> bool {
        !matches!(&*self.pipeline.stages, [stage] if stage.jobs.len() == 1)
    }
}
