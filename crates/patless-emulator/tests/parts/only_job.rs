//! Reads the job of a pipeline file as the agent gets it.
#![expect(clippy::panic, reason = "a test panics when it fails")]

use std::path::Path;

use patless_emulator::agent::{JobSteps, Variable};
use patless_pipeline::model::{self, JobKind};
use patless_pipeline::{Options, compile};

/// Reads the first job of a file, with the variables of the pipeline.
pub(crate) fn only_job(file: &Path) -> JobSteps {
    let options = Options {
        root: file.parent().unwrap().to_owned(),
        ..Options::default()
    };
    let compiled = compile(file, &options);
    let pipeline = compiled.pipeline.unwrap();
    assert_eq!(compiled.faults, []);
    let job = &pipeline.stages[0].jobs[0];
    let JobKind::Steps(steps) = &job.kind else {
        panic!("not a job of steps")
    };
    let mut made = JobSteps::new(job.at.clone(), &job.name, steps.clone());
    for variable in pipeline.variables.iter().chain(&job.variables) {
        let model::Variable::Value { name, value, .. } = variable else {
            panic!("not a value")
        };
        made.variables.push(Variable::public(name, value));
    }
    made
}
