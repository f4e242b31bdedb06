//! Plays a stage: its condition, and its jobs in order.

use std::io::Write;

use patless_pipeline::expression::Use;

use super::graph::{Graph, WithoutDependsOn};
use super::job_position::JobPosition;
use super::job_run::Player;
use super::names::UNNAMED_STAGE;
use super::objects;
use super::reasons::{NOT_CHOSEN, heading, text_of, why_skipped};
use super::record::{JobRecord, StageRecord, worst};
use super::said::say;
use super::scope::Scope;
use super::stage_position::StagePosition;
use super::variables;
use crate::agent::{JobError, TaskResult, Variable};

impl StagePosition<'_> {
    /// Plays the stage.
    pub(super) fn play(
        &self,
        player: &mut Player<'_>,
        out: &mut dyn Write,
    ) -> Result<StageRecord, JobError> {
        let name = &self.stage.name;
        let record = |result, note: Option<String>| StageRecord {
            name: name.clone(),
            result,
            note,
            jobs: Vec::new(),
        };
        if !self.run.selection.has_stage(name) {
            return Ok(record(TaskResult::Succeeded, Some(NOT_CHOSEN.to_owned())));
        }
        match self.condition() {
            Ok(true) => {}
            Ok(false) => {
                let note = self.why_skipped();
                let line = format!("Skipping stage {name}: {note}");
                say(out, &line).map_err(JobError::Log)?;
                return Ok(record(TaskResult::Skipped, Some(note)));
            }
            Err(error) => {
                let line = format!("##[error]Stage {name}: {error}");
                say(out, &line).map_err(JobError::Log)?;
                return Ok(record(TaskResult::Failed, Some(error)));
            }
        }
        if self.run.has_headings() && name != UNNAMED_STAGE {
            let heading = heading("Stage", name, self.stage.display_name.as_deref());
            say(out, &heading).map_err(JobError::Log)?;
        }
        if self.stage.is_manual {
            let line = format!("emulator: stage {name} would wait until somebody starts it");
            say(out, &line).map_err(JobError::Log)?;
        }
        let jobs = self.jobs(player, out)?;
        let result = worst(jobs.iter().map(|it| it.result));
        Ok(StageRecord {
            jobs,
            ..record(result.unwrap_or(TaskResult::Succeeded), None)
        })
    }

    /// Plays the jobs, each after those that it waits for.
    fn jobs(
        &self,
        player: &mut Player<'_>,
        out: &mut dyn Write,
    ) -> Result<Vec<JobRecord>, JobError> {
        let jobs = &self.stage.jobs;
        let names = jobs.iter().map(|it| (&*it.name, &it.depends_on));
        let graph = Graph::new(names, WithoutDependsOn::Nothing);
        graph.play(|index, before| {
            let Some(job) = jobs.get(index) else {
                return Ok(None);
            };
            let position = JobPosition {
                stage: self,
                job,
                direct: before.direct,
                before: before.all,
            };
            position.play(player, out).map(Some)
        })
    }

    /// Evaluates the condition.
    fn condition(&self) -> Result<bool, String> {
        let levels: [&[_]; 2] = [&self.run.pipeline.variables, &self.stage.variables];
        let found = variables::merge(&levels, self.run.groups);
        let secrets = self.secrets();
        let found =
            variables::evaluate(found, &secrets, |found, text| self.scope(found).text(text))?;
        let condition = text_of(self.stage.condition.as_ref());
        self.scope(&found).holds(condition, Use::StageCondition)
    }

    /// Makes what the expressions of the stage itself see.
    fn scope<'s>(&'s self, found: &'s [Variable]) -> Scope<'s> {
        Scope {
            variables: self.run.variables.iter().chain(found).collect(),
            dependencies: objects::stages(self.direct.iter().copied()),
            stage_dependencies: objects::jobs_of_stages(self.direct.iter().copied()),
            before: results(&self.before),
            run: self.run.state(),
        }
    }

    /// Tells why the stage is skipped.
    fn why_skipped(&self) -> String {
        let before = results(&self.before);
        why_skipped(self.stage.condition.as_ref(), &before)
    }
}

/// Lists stages with their results.
fn results<'a>(records: &[&'a StageRecord]) -> Vec<(&'a str, TaskResult)> {
    records.iter().map(|it| (&*it.name, it.result)).collect()
}
