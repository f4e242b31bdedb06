//! Choice of the stages and jobs to play.

use patless_pipeline::meant::closest;
use patless_pipeline::model::Pipeline;
use patless_pipeline::shown::{listed, shown};

/// The stages and jobs to play. What is not chosen counts as succeeded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selection {
    /// The names of the stages. Empty: all.
    pub(crate) stages: Vec<String>,
    /// The names of the jobs, in any stage. Empty: all.
    pub(crate) jobs: Vec<String>,
}

/// A name that the pipeline does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct UnknownName(String);

impl Selection {
    /// Returns whether a stage is played.
    pub(super) fn has_stage(&self, name: &str) -> bool {
        has(&self.stages, name)
    }

    /// Returns whether a job is played.
    pub(super) fn has_job(&self, name: &str) -> bool {
        has(&self.jobs, name)
    }

    /// Checks that everything chosen exists.
    ///
    /// # Errors
    /// The first name that does not exist, with those that do.
    pub(crate) fn check(&self, pipeline: &Pipeline) -> Result<(), UnknownName> {
        let stages: Vec<&str> = pipeline.stages.iter().map(|it| &*it.name).collect();
        let chosen = pipeline.stages.iter().filter(|it| self.has_stage(&it.name));
        let jobs: Vec<&str> = chosen.flat_map(|it| &it.jobs).map(|it| &*it.name).collect();
        check("stage", &self.stages, &stages)?;
        check("job", &self.jobs, &jobs)
    }
}

fn has(chosen: &[String], name: &str) -> bool {
    chosen.is_empty() || chosen.iter().any(|it| it.eq_ignore_ascii_case(name))
}

fn check(what: &str, chosen: &[String], known: &[&str]) -> Result<(), UnknownName> {
    let is_known = |name: &str| known.iter().any(|it| it.eq_ignore_ascii_case(name));
    let Some(unknown) = chosen.iter().find(|it| !is_known(it)) else {
        return Ok(());
    };
    let meant = closest(unknown, known.iter().copied());
    let begin = match meant {
        Some(it) => format!("did you mean {}? The", shown(it)),
        None => "the".to_owned(),
    };
    Err(UnknownName(format!(
        "there is no {what} {}; {begin} pipeline has {}",
        shown(unknown),
        listed(known.iter().copied())
    )))
}
