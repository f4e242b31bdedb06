//! What expressions see of the results so far: `variables`, `dependencies` and `stageDependencies`.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/process/expressions#dependencies>.

use std::rc::Rc;

use patless_pipeline::expression::{Object, Value};

use super::record::{JobRecord, StageRecord};
use crate::agent::Variable;

/// Makes `variables`. The first of two variables of one name counts.
pub(super) fn variables<'a>(all: impl Iterator<Item = &'a Variable>) -> Value {
    object(all.map(|it| (Rc::from(&*it.name), text(&it.value))))
}

/// Makes `dependencies` for a job: the jobs of its stage, with outputs `step.variable`.
pub(super) fn jobs<'a>(all: impl Iterator<Item = &'a JobRecord>) -> Value {
    object(all.map(|job| (Rc::from(&*job.name), of_job(job))))
}

/// Makes `dependencies` for a stage: stages, with outputs `job.step.variable`.
pub(super) fn stages<'a>(all: impl Iterator<Item = &'a StageRecord>) -> Value {
    object(all.map(|stage| {
        let outputs = stage.jobs.iter().flat_map(|job| {
            let name = |it: &Variable| Rc::from(format!("{}.{}", job.name, it.name));
            job.outputs
                .iter()
                .map(move |it| (name(it), text(&it.value)))
        });
        let result = text(&stage.result.to_string());
        let entries = [
            (Rc::from("result"), result),
            (Rc::from("outputs"), object(outputs)),
        ];
        (Rc::from(&*stage.name), object(entries.into_iter()))
    }))
}

/// Makes `stageDependencies` for a job: stages, with their jobs.
pub(super) fn jobs_of_stages<'a>(all: impl Iterator<Item = &'a StageRecord>) -> Value {
    object(all.map(|stage| (Rc::from(&*stage.name), jobs(stage.jobs.iter()))))
}

/// Makes the result and the outputs of a job.
fn of_job(job: &JobRecord) -> Value {
    let outputs = job.outputs.iter();
    let outputs = object(outputs.map(|it| (Rc::from(&*it.name), text(&it.value))));
    let entries = [
        (Rc::from("result"), text(&job.result.to_string())),
        (Rc::from("outputs"), outputs),
    ];
    object(entries.into_iter())
}

/// Makes text that was not written in a file.
pub(super) fn text(text: &str) -> Value {
    Value::Text(Rc::from(text), None)
}

/// Makes a mapping that was not written in a file.
pub(super) fn object(entries: impl Iterator<Item = (Rc<str>, Value)>) -> Value {
    let entries = entries.map(|(name, value)| (name, None, value)).collect();
    Value::Object(Rc::new(Object { entries }), None)
}
