//! Plays the stages of a pipeline in order.

use std::io::Write;

use super::graph::{Graph, WithoutDependsOn};
use super::job_run::{JobRun, Player};
use super::record::StageRecord;
use super::stage_position::StagePosition;
use super::the_run::Run;
use crate::agent::{JobError, JobOutcome};

/// Plays the pipeline, each job with `player`. Returns its stages in the order in which they ran.
///
/// # Errors
/// A job that was refused, or could not be carried out, ends the run.
pub(crate) fn play(
    run: &Run<'_>,
    player: &mut dyn FnMut(&JobRun, &mut dyn Write) -> Result<JobOutcome, JobError>,
    out: &mut dyn Write,
) -> Result<Vec<StageRecord>, JobError> {
    let stages = &run.pipeline.stages;
    let names = stages.iter().map(|it| (&*it.name, &it.depends_on));
    let graph = Graph::new(names, WithoutDependsOn::Previous);
    let player: &mut Player<'_> = player;
    graph.play(|index, before| {
        let Some(stage) = stages.get(index) else {
            return Ok(None);
        };
        let position = StagePosition {
            run,
            stage,
            direct: before.direct,
            before: before.all,
        };
        position.play(player, out).map(Some)
    })
}
