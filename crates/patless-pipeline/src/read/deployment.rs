//! `deployment`: its environment, and the hooks of its strategy.

use super::aliases::Aliases;
use super::fields::{Fields, is_empty};
use super::pools::{Pool, pool};
use super::scalars::{is_dynamic, text_of};
use super::steps::steps;
use super::texts::{text, texts};
use crate::fault::Faults;
use crate::model::{Deployment, Hook};
use crate::shown::{listed, shown};
use crate::yaml::{Entry, Node, Value};

/// Reads the environment and the strategy of a deployment job.
///
/// Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/jobs-deployment>.
pub(super) fn deployment(
    fields: &Fields<'_>,
    aliases: &Aliases,
    faults: &mut Faults,
) -> Deployment {
    let environment = environment(fields, faults);
    let (strategy, hooks) = match fields.get("strategy") {
        Some(node) if !is_empty(node) => strategy(node, aliases, faults),
        _ => (String::new(), Vec::new()),
    };
    Deployment {
        environment,
        strategy,
        hooks,
    }
}

/// The name of the environment, and behind a dot that of its resource.
fn environment(fields: &Fields<'_>, faults: &mut Faults) -> Option<String> {
    if fields.are_incomplete() {
        return None;
    }
    let node = fields.need("environment", faults)?;
    if matches!(node.value, Value::Scalar(_)) {
        return text_of(fields, "environment", faults);
    }
    let fields = Fields::of(node, "an environment", faults)?;
    let keys = ["name", "resourceName", "resourceId", "resourceType", "tags"];
    fields.only(&[&keys], None, faults);
    for key in ["resourceId", "resourceType"] {
        text_of(&fields, key, faults);
    }
    if let Some(node) = fields.get("tags") {
        texts(node, "tags", faults);
    }
    let name = text_of(&fields, "name", faults)?;
    Some(match text_of(&fields, "resourceName", faults) {
        Some(resource) => format!("{name}.{resource}"),
        None => name,
    })
}

fn strategy(node: &Node, aliases: &Aliases, faults: &mut Faults) -> (String, Vec<Hook>) {
    let none = (String::new(), Vec::new());
    let Some(fields) = Fields::of(node, "the strategy of a deployment", faults) else {
        return none;
    };
    fields.only(&[&STRATEGIES], None, faults);
    let mut known = fields
        .entries
        .iter()
        .filter(|it| STRATEGIES.contains(&it.key.as_str()));
    let Some(entry) = known.next() else {
        if fields.entries.is_empty() {
            faults.error_with(
                fields.at,
                "a deployment has no strategy",
                format!("it takes {}", listed(STRATEGIES)),
            );
        }
        return none;
    };
    if let Some(second) = known.next() {
        faults.error_with(
            &second.key_at,
            "a deployment has two strategies",
            "keep one of them",
        );
    }
    (entry.key.clone(), hooks(entry, aliases, faults))
}

fn hooks(strategy: &Entry, aliases: &Aliases, faults: &mut Faults) -> Vec<Hook> {
    let Some(fields) = Fields::of(&strategy.value, "the strategy of a deployment", faults) else {
        return Vec::new();
    };
    let own: &[&str] = match strategy.key.as_str() {
        "rolling" => &["maxParallel"],
        "canary" => &["increments"],
        _ => &[],
    };
    fields.only(&[own, &HOOKS, &["on"]], None, faults);
    if let Some(node) = fields.get("maxParallel").filter(|_| !own.is_empty()) {
        max_parallel(node, faults);
    }
    if let Some(node) = fields.get("increments").filter(|_| !own.is_empty()) {
        texts(node, "increments", faults);
    }
    let mut hooks = Vec::new();
    for name in HOOKS {
        if let Some(node) = fields.get(name) {
            hooks.extend(hook(name.to_owned(), node, aliases, faults));
        }
    }
    if let Some(node) = fields.get("on")
        && let Some(on) = Fields::of(node, "'on'", faults)
    {
        on.only(&[&OUTCOMES], None, faults);
        for name in OUTCOMES {
            if let Some(node) = on.get(name) {
                hooks.extend(hook(format!("on.{name}"), node, aliases, faults));
            }
        }
    }
    hooks
}

/// The service refuses a hook without steps ("must contain steps to be run as part of the hook").
fn hook(name: String, node: &Node, aliases: &Aliases, faults: &mut Faults) -> Option<Hook> {
    let fields = Fields::of(node, "a hook", faults)?;
    fields.only(&[&["steps", "pool"]], None, faults);
    pool(&fields, Pool::Agent, faults);
    let list = fields.get("steps");
    if list.is_none() && !fields.are_incomplete() {
        faults.error_with(
            fields.at,
            format!("the hook {} has no steps", shown(&name)),
            "add 'steps', or remove the hook",
        );
    }
    let steps = list.map_or_else(Vec::new, |node| steps(node, aliases, faults));
    Some(Hook { name, steps })
}

/// A number, or a part such as `25%`.
fn max_parallel(node: &Node, faults: &mut Faults) {
    let Some(text) = text(node, "maxParallel", faults) else {
        return;
    };
    let digits = text.trim().trim_end_matches('%');
    let is_number = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
    if !text.is_empty() && !is_number && !is_dynamic(text) {
        faults.error_with(
            &node.at,
            format!("{} is no number of targets", shown(text)),
            "write a number, or a part such as '25%'",
        );
    }
}

const STRATEGIES: [&str; 3] = ["runOnce", "rolling", "canary"];

/// The hooks in the order in which they run.
const HOOKS: [&str; 4] = ["preDeploy", "deploy", "routeTraffic", "postRouteTraffic"];

const OUTCOMES: [&str; 2] = ["failure", "success"];
