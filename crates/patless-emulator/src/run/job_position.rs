//! A job in its stage, and what came of the jobs before it.

use patless_pipeline::model::{Job, Strategy};

use super::legs::Leg;
use super::names::Names;
use super::objects;
use super::record::JobRecord;
use super::scope::Scope;
use super::stage_position::StagePosition;
use super::variables;
use crate::agent::{TaskResult, Variable};

/// A job, and what came of those before it.
pub(super) struct JobPosition<'a> {
    /// Its stage.
    pub(super) stage: &'a StagePosition<'a>,
    /// The job.
    pub(super) job: &'a Job,
    /// The jobs that it names in `dependsOn`, which its expressions see.
    pub(super) direct: Vec<&'a JobRecord>,
    /// All jobs that it waits for, indirectly too.
    pub(super) before: Vec<&'a JobRecord>,
}

impl JobPosition<'_> {
    /// Collects the variables of all levels, and evaluates those that are expressions.
    pub(super) fn variables(&self) -> Result<Vec<Variable>, String> {
        let run = self.stage.run;
        let levels: [&[_]; 3] = [
            &run.pipeline.variables,
            &self.stage.stage.variables,
            &self.job.variables,
        ];
        let found = variables::merge(&levels, run.groups);
        let secrets = self.secrets();
        variables::evaluate(found, &secrets, |found, text| self.scope(found).text(text))
    }

    /// Lists the secrets of the run and of the outputs before the job.
    fn secrets(&self) -> Vec<&str> {
        let mut secrets = self.stage.secrets();
        let outputs = self.before.iter().flat_map(|it| &it.outputs);
        let outputs = outputs.chain(&self.stage.run.variables);
        secrets.extend(outputs.filter(|it| it.secret).map(|it| &*it.value));
        secrets
    }

    /// Makes the variables of a leg. What holds a secret is one, and so is all of a matrix that is one.
    pub(super) fn variables_of(&self, leg: &Leg, found: &[Variable]) -> Vec<Variable> {
        let mut secrets = self.secrets();
        let own = found.iter().filter(|it| it.secret);
        secrets.extend(own.map(|it| &*it.value));
        let matrix = match &self.job.strategy {
            Strategy::RuntimeMatrix(text) => self.scope(found).expression(text).ok(),
            _ => None,
        };
        let is_matrix = |secret: &&str| matrix.as_deref().map(str::trim) == Some(secret.trim());
        let is_all_secret = secrets.iter().any(is_matrix);
        let variable = |(name, value): &(String, String)| {
            let mut variable = Variable::public(name, value);
            variable.secret = is_all_secret || secrets.iter().any(|it| variables::holds(value, it));
            variable
        };
        let own = leg.variables.iter().map(variable);
        variables::with(found.to_vec(), own)
    }

    /// Makes what the expressions of the job see.
    pub(super) fn scope<'s>(&'s self, found: &'s [Variable]) -> Scope<'s> {
        Scope {
            variables: self.stage.run.variables.iter().chain(found).collect(),
            dependencies: objects::jobs(self.direct.iter().copied()),
            stage_dependencies: objects::jobs_of_stages(self.stage.direct.iter().copied()),
            before: self.results(),
            run: self.stage.run.state(),
        }
    }

    /// Returns whether a failure counts as success with issues.
    pub(super) fn continues_on_error(&self, found: &[Variable]) -> bool {
        let Some(text) = &self.job.continue_on_error else {
            return false;
        };
        let value = self.scope(found).text(text).unwrap_or_default();
        let value = value.trim();
        let name = value.strip_prefix("$(").and_then(|it| it.strip_suffix(')'));
        let value = name.map_or(value, |name| {
            let mut all = self.stage.run.variables.iter().chain(found);
            let found = all.find(|it| it.name.eq_ignore_ascii_case(name));
            found.map_or("", |it| it.value.trim())
        });
        value.eq_ignore_ascii_case("true")
    }

    /// Returns the names that all parts of the job share.
    pub(super) fn names(&self) -> Names<'_> {
        let stage = self.stage.stage;
        let heading = self.job.display_name.as_deref().unwrap_or(&self.job.name);
        Names {
            stage: &stage.name,
            stage_display_name: stage.display_name.as_deref().unwrap_or(&stage.name),
            phase: &self.job.name,
            phase_display_name: heading,
            job: None,
            job_display_name: heading,
            position: 1,
            total: 1,
        }
    }

    /// Returns the heading of a leg.
    pub(super) fn display_name(&self, leg: &Leg) -> String {
        let heading = self.job.display_name.as_deref().unwrap_or(&self.job.name);
        match &leg.suffix {
            Some(suffix) => format!("{heading} {suffix}"),
            None => heading.to_owned(),
        }
    }

    /// Lists what comes before with its results.
    pub(super) fn results(&self) -> Vec<(&str, TaskResult)> {
        let before = self.before.iter();
        before.map(|it| (&*it.name, it.result)).collect()
    }
}
