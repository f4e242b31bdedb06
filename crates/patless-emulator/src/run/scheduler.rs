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
    let mut records: Vec<Option<StageRecord>> = vec![None; stages.len()];
    let order = graph.order();
    let player: &mut Player<'_> = player;
    for &index in &order {
        let Some(stage) = stages.get(index) else {
            continue;
        };
        let find = |index: &usize| records.get(*index)?.as_ref();
        let position = StagePosition {
            run,
            stage,
            direct: graph.before(index).iter().filter_map(find).collect(),
            before: graph.all_before(index).iter().filter_map(find).collect(),
        };
        let record = position.play(player, out)?;
        if let Some(place) = records.get_mut(index) {
            *place = Some(record);
        }
    }
    let mut take = |index: usize| records.get_mut(index).and_then(Option::take);
    Ok(order.into_iter().filter_map(&mut take).collect())
}
