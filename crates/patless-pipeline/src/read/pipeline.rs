//! The pipeline itself.

use super::fields::Fields;
use super::jobs::{jobs, only_job};
use super::pools::{Pool, pool};
use super::resources::resources;
use super::scalars::{boolean, one_of, text_of};
use super::stages::{LOCKS, stages};
use super::triggers::{pr, schedules, trigger};
use super::variables::variables;
use crate::fault::Faults;
use crate::model::{Dependencies, Job, Pipeline, Stage};
use crate::place::Place;
use crate::shown::{listed, shown};
use crate::yaml::{Entry, Node};

/// Reads an expanded pipeline, and adds all its faults.
///
/// None: it is no mapping, or has nothing to run. Where there are faults, parts of what is returned are missing.
///
/// Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/pipeline>.
pub fn read(root: &Node, faults: &mut Faults) -> Option<Pipeline> {
    let fields = Fields::of(root, "a pipeline", faults)?;
    let content = content(&fields, faults);
    let own: &[&str] = match content.map(|it| it.key.as_str()) {
        Some("steps") => &OF_A_JOB,
        _ => &[],
    };
    let is_of_a_job = |it: &Entry| OF_A_JOB.contains(&it.key.as_str());
    let hint = fields.entries.iter().any(is_of_a_job);
    let hint = hint.then_some("put it into a job");
    fields.only(&[&KEYS, &CONTENTS, own], hint, faults);

    trigger(&fields, faults);
    pr(&fields, faults);
    schedules(&fields, faults);
    if let Some(node) = fields.get("appendCommitMessageToRunName") {
        boolean(node, "appendCommitMessageToRunName", faults);
    }
    if let Some(node) = fields.get("lockBehavior") {
        one_of(node, "lockBehavior", &LOCKS, faults);
    }
    let name = text_of(&fields, "name", faults);
    let resources = resources(&fields, faults);
    let variables = variables(&fields, faults);
    let around = pool(&fields, Pool::Agent, faults);
    let aliases = &resources.aliases;

    let entry = content?;
    let node = &entry.value;
    let stages = match entry.key.as_str() {
        "stages" => stages(node, around, aliases, faults),
        "jobs" | "phases" => vec![default_stage(&node.at, jobs(node, around, aliases, faults))],
        "steps" => vec![default_stage(
            &node.at,
            vec![only_job(&fields, node, around, aliases, faults)],
        )],
        // `extends` is expanded; what is left of it has a fault.
        _ => return None,
    };
    Some(Pipeline {
        at: root.at.clone(),
        name,
        variables,
        stages,
        repositories: resources.repositories,
        containers: resources.containers,
    })
}

/// Finds what the pipeline runs. There is one of stages, jobs and steps.
fn content<'n>(fields: &Fields<'n>, faults: &mut Faults) -> Option<&'n Entry> {
    let mut found = fields
        .entries
        .iter()
        .filter(|it| CONTENTS.contains(&it.key.as_str()));
    let Some(first) = found.next() else {
        if !fields.are_incomplete() {
            faults.error_with(
                &Place::of_file(&fields.at.file),
                "the pipeline has nothing to run",
                format!("add one of {}", listed(["stages", "jobs", "steps"])),
            );
        }
        return None;
    };
    // What comes of a template of `extends` is compared when that is expanded.
    for second in found.filter(|it| it.key_at.file == first.key_at.file) {
        faults.error_with(
            &second.key_at,
            format!(
                "the pipeline has both {} and {}",
                shown(&first.key),
                shown(&second.key)
            ),
            "put steps into a job, and jobs into a stage",
        );
    }
    Some(first)
}

fn default_stage(at: &Place, jobs: Vec<Job>) -> Stage {
    Stage {
        at: at.clone(),
        name: "__default".to_owned(),
        display_name: None,
        depends_on: Dependencies::Default,
        condition: None,
        variables: Vec::new(),
        jobs,
        is_manual: false,
    }
}

const CONTENTS: [&str; 5] = ["stages", "jobs", "steps", "phases", "extends"];

const KEYS: [&str; 10] = [
    "appendCommitMessageToRunName",
    "lockBehavior",
    "name",
    "parameters",
    "pool",
    "pr",
    "resources",
    "schedules",
    "trigger",
    "variables",
];

/// Keys of a job that a pipeline of steps has too.
const OF_A_JOB: [&str; 9] = [
    "cancelTimeoutInMinutes",
    "container",
    "continueOnError",
    "queue",
    "server",
    "services",
    "strategy",
    "timeoutInMinutes",
    "workspace",
];
