//! Lists of steps, and the keys that every step has.

use super::actions::{KINDS, Kind};
use super::aliases::Aliases;
use crate::meant::closest;
use super::expressions::condition;
use super::fields::{Fields, is_empty, is_unexpanded, kind};
use super::names::Names;
use super::scalars::{boolean, pairs, text_of, written_boolean, written_number};
use crate::shown::{listed, shown};
use super::target::target;
use crate::expression::Use;
use crate::fault::Faults;
use crate::model::Step;
use crate::yaml::{Entry, Node, Value};

/// Reads the steps of a job or a hook.
pub(super) fn steps(node: &Node, aliases: &Aliases, faults: &mut Faults) -> Vec<Step> {
    let Value::Sequence(items) = &node.value else {
        if is_empty(node) {
            faults.error_with(
                &node.at,
                "'steps' is empty",
                "add a step, or write 'steps: []'",
            );
        } else {
            faults.error(
                &node.at,
                format!("'steps' must be a list, not {}", kind(node)),
            );
        }
        return Vec::new();
    };
    let mut names = Names::new("step", "job");
    let steps = items.iter();
    steps
        .filter_map(|item| step(item, &mut names, aliases, faults))
        .collect()
}

fn step(
    node: &Node,
    names: &mut Names,
    aliases: &Aliases,
    faults: &mut Faults,
) -> Option<Step> {
    if !matches!(node.value, Value::Mapping(_)) {
        faults.error_with(
            &node.at,
            format!("a step must be a mapping, not {}", kind(node)),
            "write a script as '- script: …'",
        );
        return None;
    }
    let fields = Fields::of(node, "a step", faults)?;
    let (kind, entry) = kind_of(&fields, faults)?;
    let hint = (kind.key == "task").then_some("put inputs of the task under 'inputs'");
    let others = KINDS.map(|it| it.key);
    fields.only(&[kind.keys, &COMMON, &others], hint, faults);
    let name = fields.get("name");
    let name = name.and_then(|node| {
        let name = text_of(&fields, "name", faults)?;
        names.take(&name, &node.at, faults);
        Some(name)
    });
    let (enabled, env) = (fields.get("enabled"), fields.get("env"));
    let (when, place) = (fields.get("condition"), fields.get("target"));
    let action = kind.action(&fields, &entry.value, aliases, faults);
    Some(Step {
        at: fields.at.clone(),
        name,
        display_name: text_of(&fields, "displayName", faults),
        condition: when.and_then(|node| condition(node, Use::StepCondition, faults)),
        continue_on_error: written_boolean(&fields, "continueOnError", faults),
        is_enabled: enabled
            .and_then(|node| boolean(node, "enabled", faults))
            .unwrap_or(true),
        env: env.map_or_else(Vec::new, |node| pairs(node, "'env'", faults)),
        timeout_minutes: written_number(&fields, "timeoutInMinutes", faults),
        retries: written_number(&fields, "retryCountOnTaskFailure", faults),
        target: place.and_then(|node| target(node, aliases, faults)),
        action: action?,
    })
}

/// Finds the key that says what a step does. The service wants it first, but its place changes nothing.
fn kind_of<'n>(fields: &Fields<'n>, faults: &mut Faults) -> Option<(Kind, &'n Entry)> {
    let mut found = fields.entries.iter().filter_map(|entry| {
        let kind = KINDS.into_iter().find(|kind| kind.key == entry.key)?;
        Some((kind, entry))
    });
    let first = found.next();
    if let Some((kind, _)) = &first {
        for (other, entry) in found {
            faults.error_with(
                &entry.key_at,
                format!("a step has both {} and {}", shown(kind.key), shown(other.key)),
                "make two steps of it, each with its own '-'",
            );
        }
        return first;
    }
    let is_left = |entry: &Entry| entry.key == "template" || is_unexpanded(&entry.key);
    if fields.entries.iter().any(is_left) {
        return None;
    }
    let kinds = || KINDS.map(|kind| kind.key);
    let unknown = fields.entries.iter().filter(|entry| !COMMON.contains(&&*entry.key));
    for entry in unknown {
        if let Some(meant) = closest(&entry.key, kinds()) {
            faults.error_with(
                &entry.key_at,
                format!("unknown kind of step {}", shown(&entry.key)),
                format!("write {}", shown(meant)),
            );
            return None;
        }
    }
    let what = match fields.entries.first() {
        Some(entry) => format!("a step begins with {}, which is no kind of step", shown(&entry.key)),
        None => "a step is empty".to_owned(),
    };
    faults.error_with(fields.at, what, format!("begin it with one of {}", listed(kinds())));
    None
}

/// The keys that every step has.
const COMMON: [&str; 9] = [
    "condition",
    "continueOnError",
    "displayName",
    "enabled",
    "env",
    "name",
    "retryCountOnTaskFailure",
    "target",
    "timeoutInMinutes",
];
