//! `trigger`, `pr` and `schedules`: read for their faults only, since a run here is started by hand.

use super::fields::{Fields, is_empty, items};
use super::scalars::{boolean, is_dynamic, text_of};
use super::texts::{text, texts};
use crate::fault::Faults;
use crate::shown::shown;
use crate::yaml::{Node, Value};

/// Reports the faults of `trigger`.
///
/// Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/trigger>.
pub(super) fn trigger(fields: &Fields<'_>, faults: &mut Faults) {
    let keys = ["batch", "branches", "paths", "tags"];
    triggers(fields, "trigger", &keys, &["batch"], faults);
}

/// Reports the faults of `pr`.
///
/// Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/pr>.
pub(super) fn pr(fields: &Fields<'_>, faults: &mut Faults) {
    let keys = ["autoCancel", "branches", "paths", "drafts"];
    triggers(fields, "pr", &keys, &["autoCancel", "drafts"], faults);
}

/// Reports the faults of `schedules`.
///
/// Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/schedules-cron>.
pub(super) fn schedules(fields: &Fields<'_>, faults: &mut Faults) {
    let Some(node) = fields.get("schedules") else {
        return;
    };
    if is_empty(node) || matches!(&node.value, Value::Scalar(it) if it.text == "none") {
        return;
    }
    for item in items(node, "schedules", faults) {
        let Some(schedule) = Fields::of(item, "a schedule", faults) else {
            continue;
        };
        let keys = ["cron", "displayName", "branches", "batch", "always"];
        schedule.only(&[&keys], None, faults);
        text_of(&schedule, "displayName", faults);
        for key in ["batch", "always"] {
            if let Some(node) = schedule.get(key) {
                boolean(node, key, faults);
            }
        }
        if let Some(node) = schedule.get("branches") {
            filters(node, "branches", faults);
        }
        if let Some(node) = schedule.need("cron", faults) {
            cron(node, faults);
        }
    }
}

/// Reports the faults of `include` and `exclude`.
pub(super) fn filters(node: &Node, what: &str, faults: &mut Faults) {
    if is_empty(node) {
        return;
    }
    let instead = match node.value {
        Value::Sequence(_) => Some(("a list", "put the list under 'include'")),
        Value::Scalar(_) => Some(("text", "put a list with it under 'include'")),
        Value::Mapping(_) => None,
    };
    if let Some((instead, hint)) = instead {
        let message = format!("{} must be a mapping, not {instead}", shown(what));
        faults.error_with(&node.at, message, hint);
        return;
    }
    let Some(filters) = Fields::of(node, "a filter", faults) else {
        return;
    };
    filters.only(&[&["include", "exclude"]], None, faults);
    for entry in filters.entries {
        texts(&entry.value, &entry.key, faults);
    }
}

fn triggers(
    fields: &Fields<'_>,
    what: &'static str,
    keys: &[&str],
    booleans: &[&str],
    faults: &mut Faults,
) {
    let Some(node) = fields.get(what) else {
        return;
    };
    if !matches!(node.value, Value::Mapping(_)) {
        texts(node, what, faults);
        return;
    }
    let what = match what {
        "pr" => "'pr'",
        _ => "'trigger'",
    };
    let Some(trigger) = Fields::of(node, what, faults) else {
        return;
    };
    let is_flat = |key: &str| matches!(key, "include" | "exclude");
    let hint = trigger.entries.iter().any(|it| is_flat(&it.key));
    let hint = hint.then_some("put it under 'branches'");
    trigger.only(&[keys], hint, faults);
    for entry in trigger.entries {
        let key = entry.key.as_str();
        if booleans.contains(&key) {
            boolean(&entry.value, key, faults);
        } else if keys.contains(&key) {
            filters(&entry.value, key, faults);
        }
    }
}

/// A schedule has five fields; what is in them is not checked.
fn cron(node: &Node, faults: &mut Faults) {
    let Some(text) = text(node, "cron", faults) else {
        return;
    };
    if text.is_empty() || is_dynamic(text) {
        return;
    }
    let count = text.split_whitespace().count();
    if count != 5 {
        faults.error_with(
            &node.at,
            format!(
                "a schedule has five fields, and {} has {count}",
                shown(text)
            ),
            "write minute, hour, day, month and day of the week",
        );
    }
}
