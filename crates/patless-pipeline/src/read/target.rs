//! `target` of a step.

use super::aliases::Aliases;
use super::containers;
use super::fields::{Fields, is_empty};
use super::scalars::{one_of, text_of};
use super::texts::{some_text, texts};
use crate::fault::Faults;
use crate::model::Target;
use crate::place::Place;
use crate::yaml::{Node, Value};

/// Reads where a step runs, and what its output may do.
///
/// Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/target>.
pub(super) fn target(node: &Node, aliases: &Aliases, faults: &mut Faults) -> Option<Target> {
    if is_empty(node) {
        return None;
    }
    if matches!(node.value, Value::Scalar(_)) {
        let container = some_text(node, "target", faults);
        check(container.as_deref(), &node.at, aliases, faults);
        return Some(Target {
            container,
            ..Target::default()
        });
    }
    let fields = Fields::of(node, "a target", faults)?;
    fields.only(
        &[&["container", "commands", "settableVariables"]],
        None,
        faults,
    );
    let container = text_of(&fields, "container", faults);
    if let Some(node) = fields.get("container") {
        check(container.as_deref(), &node.at, aliases, faults);
    }
    let commands = fields.get("commands");
    let commands =
        commands.and_then(|node| one_of(node, "commands", &["any", "restricted"], faults));
    let is_restricted = commands.is_some_and(|it| it.eq_ignore_ascii_case("restricted"));
    let variables = fields.get("settableVariables");
    Some(Target {
        container,
        is_restricted,
        settable_variables: variables.map(|node| settable(node, faults)),
    })
}

/// `none` is an empty list.
fn settable(node: &Node, faults: &mut Faults) -> Vec<String> {
    let names = texts(node, "settableVariables", faults).into_iter();
    let names = names.map(|(name, _)| name.to_owned());
    match &node.value {
        Value::Scalar(scalar) if scalar.text.eq_ignore_ascii_case("none") => Vec::new(),
        _ => names.collect(),
    }
}

fn check(container: Option<&str>, at: &Place, aliases: &Aliases, faults: &mut Faults) {
    if let Some(name) = container
        && !name.eq_ignore_ascii_case("host")
    {
        containers::check_name(name, at, aliases, faults);
    }
}
