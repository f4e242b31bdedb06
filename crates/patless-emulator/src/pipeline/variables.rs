//! Reader of `variables`, as a mapping or a list.

use super::error::PipelineError;
use super::fields::{Fields, WhenAbsent};
use super::job::YamlVariable;
use super::node::{Node, Value};

/// Adds the variables of one level. A later level replaces variables of the same name.
pub(super) fn read_into(
    node: Option<&Node>,
    variables: &mut Vec<YamlVariable>,
) -> Result<(), PipelineError> {
    let Some(node) = node else {
        return Ok(());
    };
    if let Value::Sequence(items) = &node.value {
        for item in items {
            let mut fields = Fields::open(item, "a variable")?;
            if !fields.has("name") {
                // `group` and `template` are refused here, with their key.
                fields.finish()?;
                let what = "a variable has no `name`";
                return Err(PipelineError::invalid(&item.position, what));
            }
            let name = fields.require("name")?.text("name")?.to_owned();
            let value = fields.require("value")?;
            let read_only = fields.boolean("readonly", WhenAbsent::False)?;
            fields.finish()?;
            replace(variables, variable(name, value, read_only)?);
        }
    } else {
        for entry in node.entries("variables")? {
            let variable = variable(entry.key.clone(), &entry.value, false)?;
            replace(variables, variable);
        }
    }
    Ok(())
}

/// Reads a variable. Runtime expressions, which the server evaluates, are refused.
fn variable(name: String, value: &Node, read_only: bool) -> Result<YamlVariable, PipelineError> {
    let text = value.text(&format!("the variable {name}"))?;
    if text.trim_start().starts_with("$[") {
        let what = format!("the runtime expression {}", text.trim());
        return Err(PipelineError::unsupported(&value.position, what));
    }
    Ok(YamlVariable {
        name,
        value: text.to_owned(),
        read_only,
    })
}

/// Adds a variable, and removes an earlier one of the same name.
fn replace(variables: &mut Vec<YamlVariable>, variable: YamlVariable) {
    variables.retain(|other| !other.name.eq_ignore_ascii_case(&variable.name));
    variables.push(variable);
}
