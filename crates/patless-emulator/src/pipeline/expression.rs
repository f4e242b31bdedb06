//! Replaces `${{ parameters.x }}` in scalars, the one template expression that is known.

use super::error::PipelineError;
use super::node::{Entry, Node, Value};
use super::parameters::Parameters;

/// Replaces every expression below a node.
pub(super) fn expand(node: &Node, parameters: &Parameters) -> Result<Node, PipelineError> {
    let value = match &node.value {
        Value::Null => Value::Null,
        Value::Scalar(text) => return expand_scalar(node, text, parameters),
        Value::Sequence(items) => Value::Sequence(
            items
                .iter()
                .map(|item| expand(item, parameters))
                .collect::<Result<_, _>>()?,
        ),
        Value::Mapping(entries) => Value::Mapping(
            entries
                .iter()
                .map(|entry| {
                    Ok(Entry {
                        key: entry.key.clone(),
                        position: entry.position.clone(),
                        value: expand(&entry.value, parameters)?,
                    })
                })
                .collect::<Result<_, PipelineError>>()?,
        ),
    };
    Ok(Node {
        position: node.position.clone(),
        value,
    })
}

/// Replaces the expressions of one scalar; a scalar that is nothing but one expression becomes the parameter's node.
fn expand_scalar(node: &Node, text: &str, parameters: &Parameters) -> Result<Node, PipelineError> {
    let trimmed = text.trim();
    if let Some(inner) = trimmed.strip_prefix("${{")
        && inner.find("}}") == inner.len().checked_sub(2)
    {
        let inner = &inner[..inner.len() - 2];
        let value = lookup(node, inner, parameters)?.value.clone();
        return Ok(Node {
            position: node.position.clone(),
            value,
        });
    }
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("${{") {
        let after = &rest[start + 3..];
        let Some(end) = after.find("}}") else {
            let what = "a template expression without }}";
            return Err(PipelineError::invalid(&node.position, what));
        };
        result.push_str(&rest[..start]);
        result.push_str(lookup(node, &after[..end], parameters)?.text("a parameter inside text")?);
        rest = &after[end + 2..];
    }
    result.push_str(rest);
    Ok(Node {
        position: node.position.clone(),
        value: Value::Scalar(result),
    })
}

/// Finds the parameter that an expression names.
fn lookup<'a>(
    node: &Node,
    expression: &str,
    parameters: &'a Parameters,
) -> Result<&'a Node, PipelineError> {
    let expression = expression.trim();
    let name = expression.strip_prefix("parameters.").filter(|name| {
        name.chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
    });
    let Some(name) = name else {
        let what = format!("the template expression ${{{{ {expression} }}}}");
        return Err(PipelineError::unsupported(&node.position, what));
    };
    parameters.get(name).ok_or_else(|| {
        let what = format!("no parameter is named {name}");
        PipelineError::invalid(&node.position, what)
    })
}
