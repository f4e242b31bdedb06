//! A stage in its run, and what came of the stages before it.

use patless_pipeline::model::Stage;

use super::record::StageRecord;
use super::the_run::Run;

/// A stage, and what came of those before it.
pub(super) struct StagePosition<'a> {
    /// The run.
    pub(super) run: &'a Run<'a>,
    /// The stage.
    pub(super) stage: &'a Stage,
    /// The stages that it names in `dependsOn`, which its expressions see.
    pub(super) direct: Vec<&'a StageRecord>,
    /// All stages that it waits for, indirectly too.
    pub(super) before: Vec<&'a StageRecord>,
}

impl<'a> StagePosition<'a> {
    /// Lists the secrets that outputs of earlier stages hold.
    pub(super) fn secrets(&self) -> Vec<&'a str> {
        let jobs = self.before.iter().flat_map(|it| &it.jobs);
        let outputs = jobs.flat_map(|it| &it.outputs);
        outputs
            .filter(|it| it.secret)
            .map(|it| &*it.value)
            .collect()
    }
}
