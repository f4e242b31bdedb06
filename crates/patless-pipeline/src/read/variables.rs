//! `variables` of a pipeline, a stage or a job.

use super::expressions::check_runtime;
use super::fields::{Fields, is_empty, items, wrong_shape};
use super::scalars::{boolean, text_of};
use super::texts::text;
use crate::expression::is_unexpanded;
use crate::fault::Faults;
use crate::model::Variable;
use crate::shown::{listed, shown};
use crate::yaml::{Node, Value};

/// Reads variables: a mapping, or a list of names with values and of groups.
///
/// Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/variables>.
pub(super) fn variables(fields: &Fields<'_>, faults: &mut Faults) -> Vec<Variable> {
    let Some(node) = fields.get("variables") else {
        return Vec::new();
    };
    match &node.value {
        Value::Scalar(_) if is_empty(node) => Vec::new(),
        Value::Sequence(_) => {
            let items = items(node, "variables", faults).iter();
            items.filter_map(|item| variable(item, faults)).collect()
        }
        _ => {
            let Some(fields) = Fields::of(node, "'variables'", faults) else {
                return Vec::new();
            };
            let entries = fields.entries.iter();
            let named = entries.filter(|it| !is_unexpanded(&it.key));
            let values = named.filter_map(|it| {
                Some(Variable::Value {
                    at: it.value.at.clone(),
                    name: it.key.clone(),
                    value: value(&it.key, &it.value, faults)?,
                    read_only: false,
                })
            });
            values.collect()
        }
    }
}

fn variable(item: &Node, faults: &mut Faults) -> Option<Variable> {
    let fields = Fields::of(item, "a variable", faults)?;
    if fields.are_incomplete() {
        return None;
    }
    if let Some(node) = fields.get("group") {
        fields.only(&[&["group"]], None, faults);
        return Some(Variable::Group {
            at: node.at.clone(),
            name: text(node, "group", faults)?.to_owned(),
        });
    }
    // In a list, `name: value` is a frequent mistake.
    let hint = match fields.entries {
        [entry] => format!("write {} and 'value' below it", {
            shown(&format!("- name: {}", entry.key))
        }),
        _ => format!("it takes {}, or 'group'", listed(KEYS)),
    };
    fields.only(&[&KEYS], Some(&hint), faults);
    if fields
        .entries
        .iter()
        .all(|it| KEYS.contains(&it.key.as_str()))
    {
        fields.need("name", faults);
    }
    let name = text_of(&fields, "name", faults)?;
    let read_only = fields.get("readonly");
    let read_only = read_only.and_then(|node| boolean(node, "readonly", faults));
    let (at, value) = match fields.get("value") {
        Some(node) => (&node.at, value(&name, node, faults)?),
        None => (fields.at, String::new()),
    };
    Some(Variable::Value {
        at: at.clone(),
        name,
        value,
        read_only: read_only.unwrap_or_default(),
    })
}

fn value(name: &str, node: &Node, faults: &mut Faults) -> Option<String> {
    let Value::Scalar(scalar) = &node.value else {
        let what = format!("the value of {}", shown(name));
        wrong_shape(node, &what, "text", faults);
        return None;
    };
    check_runtime(node, faults);
    Some(scalar.text.clone())
}

const KEYS: [&str; 3] = ["name", "value", "readonly"];
