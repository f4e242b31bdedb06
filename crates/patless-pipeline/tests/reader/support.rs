//! Reads snippets.

use std::sync::Arc;

use patless_pipeline::model::{Job, JobKind, Pipeline, Step};
use patless_pipeline::yaml::Node;
use patless_pipeline::{Faults, read, yaml};

/// Reads YAML without a fault.
pub(super) fn node(text: &str) -> Node {
    let mut faults = Faults::default();
    let node = yaml::read(&Arc::from("p.yml"), text, &mut faults);
    assert!(!faults.has_errors(), "{text}\n{faults:?}");
    node.unwrap()
}

/// Reads a pipeline, and lists its faults.
pub(super) fn read_with_faults(text: &str) -> (Option<Pipeline>, Vec<String>) {
    let mut faults = Faults::default();
    let pipeline = read(&node(text), &mut faults);
    let faults = faults.into_sorted();
    (pipeline, faults.iter().map(ToString::to_string).collect())
}

/// Reads a pipeline without a fault.
pub(super) fn pipeline(text: &str) -> Pipeline {
    let (pipeline, faults) = read_with_faults(text);
    assert!(faults.is_empty(), "{text}\n{faults:#?}");
    pipeline.unwrap()
}

/// Reads the only job of a pipeline without a fault.
pub(super) fn job(text: &str) -> Job {
    let mut pipeline = pipeline(text);
    assert_eq!(pipeline.stages.len(), 1);
    let mut stage = pipeline.stages.remove(0);
    assert_eq!(stage.jobs.len(), 1);
    stage.jobs.remove(0)
}

/// Reads the only step of a list of steps without a fault.
pub(super) fn step(text: &str) -> Step {
    let JobKind::Steps(mut steps) = job(text).kind else {
        panic!("no steps");
    };
    assert_eq!(steps.len(), 1);
    steps.remove(0)
}
