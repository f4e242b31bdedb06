//! Jobs: `job`, `deployment`, and `phase`, as jobs were called once.

use super::aliases::Aliases;
use super::containers::{container, services};
use super::deployment::deployment;
use super::expressions::condition;
use super::fields::{Fields, is_empty, is_incomplete, items};
use super::graph::{Graph, Order, Vertex, Waits};
use super::kinds::Kinds;
use super::names::Names;
use super::pools::{Pool, pool};
use super::scalars::{one_of, text_of, written_boolean, written_number};
use super::steps::steps;
use super::strategy::strategy;
use super::texts::texts;
use super::unplayed;
use super::variables::variables;
use crate::expression::Use;
use crate::fault::Faults;
use crate::model::{Dependencies, Job, JobKind, Step, Strategy};
use crate::yaml::{Entry, Node, Value};

/// Reads the jobs of a stage, and reports what they wait for in vain.
///
/// Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/jobs>.
pub(super) fn jobs(node: &Node, around: Pool, aliases: &Aliases, faults: &mut Faults) -> Vec<Job> {
    if is_empty(node) {
        faults.error_with(&node.at, "there are no jobs", "add a job");
        return Vec::new();
    }
    let list = items(node, "jobs", faults);
    if list.is_empty() && matches!(node.value, Value::Sequence(_)) {
        faults.error_with(
            &node.at,
            "there are no jobs",
            "add a job: the service wants at least one without dependencies",
        );
    }
    let mut names = Names::new("job", "stage");
    let mut jobs = Vec::new();
    let mut waits = Vec::new();
    for item in list {
        let Some(mut fields) = Fields::of(item, "a job", faults) else {
            continue;
        };
        let kinds = Kinds {
            what: "job",
            keys: &KINDS,
            common: &COMMON,
        };
        let Some(entry) = kinds.find(&fields, faults) else {
            continue;
        };
        if entry.key == "deployment" {
            fields.what = "a deployment";
        }
        waits.push((fields.at, Waits::of(&fields, faults)));
        let dependencies = waits.last().map(|(_, waits)| waits.dependencies());
        jobs.push(Job {
            depends_on: dependencies.unwrap_or_default(),
            ..job(entry, &fields, &mut names, around, aliases, faults)
        });
    }
    // Only now are all names of the file known.
    for job in jobs.iter_mut().filter(|job| job.name.is_empty()) {
        job.name = names.make("Job");
    }
    let names = jobs.iter().map(|it| it.name.as_str());
    let graph = Graph {
        what: "job",
        order: Order::Parallel,
        vertices: names.zip(waits).map(Vertex::from).collect(),
        is_incomplete: list.iter().any(is_incomplete),
    };
    graph.check(faults);
    jobs
}

/// Reads the job that a file of steps has, with the keys of jobs that a pipeline takes then.
pub(super) fn only_job(
    pipeline: &Fields<'_>,
    list: &Node,
    around: Pool,
    aliases: &Aliases,
    faults: &mut Faults,
) -> Job {
    services(pipeline, aliases, faults);
    workspace(pipeline, faults);
    if around == Pool::Server {
        unplayed::server_job(&list.at, faults);
    }
    let steps = steps(list, aliases, faults);
    Job {
        at: list.at.clone(),
        name: "Job".to_owned(),
        display_name: None,
        depends_on: Dependencies::Default,
        condition: None,
        continue_on_error: written_boolean(pipeline, "continueOnError", faults),
        timeout_minutes: written_number(pipeline, "timeoutInMinutes", faults),
        cancel_timeout_minutes: written_number(pipeline, "cancelTimeoutInMinutes", faults),
        strategy: strategy(pipeline, faults),
        container: container(pipeline, aliases, faults),
        variables: Vec::new(),
        kind: kind(around, steps),
    }
}

fn job(
    entry: &Entry,
    fields: &Fields<'_>,
    names: &mut Names,
    around: Pool,
    aliases: &Aliases,
    faults: &mut Faults,
) -> Job {
    let own: &[&str] = match entry.key.as_str() {
        "deployment" => &["deployment", "environment", "strategy"],
        "phase" => &["phase", "queue", "server", "steps", "strategy"],
        _ => &["job", "steps", "strategy"],
    };
    let has_steps = entry.key == "deployment" && fields.get("steps").is_some();
    let hint = has_steps.then_some("steps of a deployment stand in a hook of its 'strategy'");
    let is_of_two = fields.entries.iter().filter(|it| KINDS.contains(&&*it.key));
    let others: &[&str] = match is_of_two.count() {
        0 | 1 => &[],
        _ => &[
            "job",
            "deployment",
            "phase",
            "steps",
            "strategy",
            "environment",
        ],
    };
    fields.only_besides(&[own, &COMMON], others, hint, faults);
    let name = text_of(fields, &entry.key, faults).unwrap_or_default();
    names.take(&name, &entry.value.at, faults);
    services(fields, aliases, faults);
    workspace(fields, faults);
    uses(fields, faults);
    let condition_of = fields.get("condition");
    let pool = match fields.get("server") {
        Some(_) => Pool::Server,
        None => pool(fields, around, faults),
    };
    let (strategy, kind) = if entry.key == "deployment" {
        let deployment = deployment(fields, aliases, faults);
        (Strategy::Once, JobKind::Deployment(deployment))
    } else {
        if pool == Pool::Server {
            unplayed::server_job(fields.at, faults);
        }
        // A job without steps only checks out the sources.
        let list = fields.get("steps");
        let list = list.map_or_else(Vec::new, |node| steps(node, aliases, faults));
        (strategy(fields, faults), kind(pool, list))
    };
    Job {
        at: fields.at.clone(),
        name,
        display_name: text_of(fields, "displayName", faults),
        depends_on: Dependencies::Default,
        condition: condition_of.and_then(|node| condition(node, Use::JobCondition, faults)),
        continue_on_error: written_boolean(fields, "continueOnError", faults),
        timeout_minutes: written_number(fields, "timeoutInMinutes", faults),
        cancel_timeout_minutes: written_number(fields, "cancelTimeoutInMinutes", faults),
        strategy,
        container: container(fields, aliases, faults),
        variables: variables(fields, faults),
        kind,
    }
}

fn kind(pool: Pool, steps: Vec<Step>) -> JobKind {
    match pool {
        Pool::Agent => JobKind::Steps(steps),
        Pool::Server => JobKind::Server(steps),
    }
}

fn workspace(fields: &Fields<'_>, faults: &mut Faults) {
    if let Some(node) = fields.get("workspace")
        && !is_empty(node)
        && let Some(workspace) = Fields::of(node, "'workspace'", faults)
    {
        workspace.only(&[&["clean"]], None, faults);
        if let Some(node) = workspace.get("clean") {
            one_of(node, "clean", &["outputs", "resources", "all"], faults);
        }
    }
}

fn uses(fields: &Fields<'_>, faults: &mut Faults) {
    if let Some(node) = fields.get("uses")
        && !is_empty(node)
        && let Some(uses) = Fields::of(node, "'uses'", faults)
    {
        uses.only(&[&["repositories", "pools"]], None, faults);
        for entry in uses.entries {
            texts(&entry.value, &entry.key, faults);
        }
    }
}

const KINDS: [&str; 3] = ["job", "deployment", "phase"];

/// The keys of jobs of every kind, besides what says what they do.
const COMMON: [&str; 13] = [
    "cancelTimeoutInMinutes",
    "condition",
    "container",
    "continueOnError",
    "dependsOn",
    "displayName",
    "pool",
    "services",
    "templateContext",
    "timeoutInMinutes",
    "uses",
    "variables",
    "workspace",
];
