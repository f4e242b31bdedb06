//! Plays a pipeline: its stages and jobs in the order of their dependencies, one after another.
//!
//! Data flows one way: the [`model`](patless_pipeline::model) says what there is, [`graph`] in which order, [`scope`] what
//! an expression sees, and the player runs one job. What came of it is a [`record`], which later expressions see.

mod deployment;
mod graph;
mod groups;
mod job;
mod job_position;
mod job_run;
mod legs;
mod names;
mod objects;
mod reasons;
mod record;
mod said;
mod scheduler;
mod scope;
mod selection;
mod stage;
mod stage_position;
mod summary;
mod the_run;
mod variables;

pub(crate) use groups::{GroupError, Groups};
pub(crate) use job_run::JobRun;
pub(crate) use scheduler::play;
pub(crate) use selection::{Selection, UnknownName};
pub(crate) use summary::summary;
pub(crate) use the_run::Run;
