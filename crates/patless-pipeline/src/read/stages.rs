//! Stages.

use super::aliases::Aliases;
use super::expressions::condition;
use super::fields::{Fields, is_empty, is_incomplete, items};
use super::graph::{Graph, Order, Vertex, Waits};
use super::jobs::jobs;
use super::kinds::Kinds;
use super::names::Names;
use super::pools::{Pool, pool};
use super::scalars::{boolean, one_of, text_of};
use super::variables::variables;
use crate::expression::Use;
use crate::fault::Faults;
use crate::model::{Dependencies, Stage};
use crate::shown::shown;
use crate::yaml::{Entry, Node, Value};

/// Reads the stages of a pipeline, and reports what they wait for in vain.
///
/// Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/stages-stage>.
pub(super) fn stages(
    node: &Node,
    around: Pool,
    aliases: &Aliases,
    faults: &mut Faults,
) -> Vec<Stage> {
    let list = if is_empty(node) {
        &[]
    } else {
        items(node, "stages", faults)
    };
    if is_empty(node) || matches!(&node.value, Value::Sequence(items) if items.is_empty()) {
        faults.error_with(&node.at, "there are no stages", "add a stage");
    }
    let mut names = Names::new("stage", "pipeline");
    let mut stages = Vec::new();
    let mut waits = Vec::new();
    for item in list {
        let Some(fields) = Fields::of(item, "a stage", faults) else {
            continue;
        };
        let kinds = Kinds {
            what: "stage",
            keys: &["stage"],
            common: &KEYS,
        };
        let Some(entry) = kinds.find(&fields, faults) else {
            continue;
        };
        let waits_for = Waits::of(&fields, faults);
        let mut stage = stage(entry, &fields, &mut names, around, aliases, faults);
        stage.depends_on = waits_for.dependencies();
        stages.push(stage);
        waits.push((fields.at, waits_for));
    }
    // Only now are all names of the file known.
    for stage in stages.iter_mut().filter(|stage| stage.name.is_empty()) {
        stage.name = names.make("Stage");
    }
    let names = stages.iter().map(|it| it.name.as_str());
    let graph = Graph {
        what: "stage",
        order: Order::Sequential,
        vertices: names.zip(waits).map(Vertex::from).collect(),
        is_incomplete: list.iter().any(is_incomplete),
    };
    graph.check(faults);
    stages
}

fn stage(
    entry: &Entry,
    fields: &Fields<'_>,
    names: &mut Names,
    around: Pool,
    aliases: &Aliases,
    faults: &mut Faults,
) -> Stage {
    fields.only(&[&KEYS], None, faults);
    let name = text_of(fields, &entry.key, faults).unwrap_or_default();
    names.take(&name, &entry.value.at, faults);
    let trigger = fields
        .get("trigger")
        .and_then(|node| one_of(node, "trigger", &["manual", "automatic"], faults));
    if let Some(node) = fields.get("lockBehavior") {
        one_of(node, "lockBehavior", &LOCKS, faults);
    }
    if let Some(node) = fields.get("isSkippable") {
        boolean(node, "isSkippable", faults);
    }
    let when = fields.get("condition");
    let around = pool(fields, around, faults);
    let list = fields.get("jobs");
    if list.is_none() && !fields.are_incomplete() {
        faults.error_with(
            fields.at,
            format!("the stage {} has no jobs", shown(&name)),
            "add 'jobs'",
        );
    }
    Stage {
        at: fields.at.clone(),
        name,
        display_name: text_of(fields, "displayName", faults),
        depends_on: Dependencies::Default,
        condition: when.and_then(|node| condition(node, Use::StageCondition, faults)),
        variables: variables(fields, faults),
        jobs: list.map_or_else(Vec::new, |node| jobs(node, around, aliases, faults)),
        is_manual: trigger.is_some_and(|it| it.eq_ignore_ascii_case("manual")),
    }
}

/// Values of `lockBehavior`.
pub(super) const LOCKS: [&str; 2] = ["sequential", "runLatest"];

const KEYS: [&str; 13] = [
    "stage",
    "checks",
    "condition",
    "dependsOn",
    "displayName",
    "group",
    "isSkippable",
    "jobs",
    "lockBehavior",
    "pool",
    "templateContext",
    "trigger",
    "variables",
];
