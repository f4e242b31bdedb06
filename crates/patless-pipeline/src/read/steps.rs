//! Lists of steps, and the keys that every step has.

use super::actions::KINDS;
use super::aliases::Aliases;
use super::expressions::condition;
use super::fields::{Fields, is_empty, is_incomplete, wrong_shape};
use super::kinds::Kinds;
use super::names::Names;
use super::scalars::{boolean, text_of, written_boolean, written_number};
use super::target::target;
use super::texts::pairs;
use crate::expression::Use;
use crate::fault::Faults;
use crate::model::Step;
use crate::shown::shown;
use crate::yaml::{Node, Value};

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
            wrong_shape(node, "'steps'", "a list", faults);
        }
        return Vec::new();
    };
    let mut names = Names::new("step", "job");
    let steps = items.iter();
    steps
        .filter_map(|item| step(item, &mut names, aliases, faults))
        .collect()
}

fn step(node: &Node, names: &mut Names, aliases: &Aliases, faults: &mut Faults) -> Option<Step> {
    if let Value::Scalar(scalar) = &node.value
        && !is_incomplete(node)
    {
        faults.error_with(
            &node.at,
            format!(
                "a step must be a mapping, not the text {}",
                shown(&scalar.text)
            ),
            "write a script as '- script: …'",
        );
        return None;
    }
    let fields = Fields::of(node, "a step", faults)?;
    let keys = KINDS.map(|kind| kind.key);
    let kinds = Kinds {
        what: "step",
        keys: &keys,
        common: &COMMON,
    };
    let entry = kinds.find(&fields, faults)?;
    let kind = KINDS.into_iter().find(|kind| kind.key == entry.key)?;
    let hint = (kind.key == "task").then_some("put inputs of the task under 'inputs'");
    fields.only_besides(&[kind.keys, &COMMON], &keys, hint, faults);
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
