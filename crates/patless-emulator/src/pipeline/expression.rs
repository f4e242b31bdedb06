//! Expansion of template expressions, `${{ … }}`, in scalars.

use super::error::PipelineError;
use super::evaluation::evaluate;
use super::node::{Entry, Node, Value};
use super::parameters::Parameters;

/// Expands all expressions in a node.
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

/// Expands the expressions of a scalar. A scalar that consists of a single expression becomes the node of its value.
fn expand_scalar(node: &Node, text: &str, parameters: &Parameters) -> Result<Node, PipelineError> {
    let trimmed = text.trim();
    if let Some(inner) = trimmed.strip_prefix("${{")
        && inner.find("}}") == inner.len().checked_sub(2)
    {
        let inner = &inner[..inner.len() - 2];
        let value = evaluate(node, inner, parameters)?.value;
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
        let value = evaluate(node, &after[..end], parameters)?;
        result.push_str(value.text("a parameter inside text")?);
        rest = &after[end + 2..];
    }
    result.push_str(rest);
    Ok(Node {
        position: node.position.clone(),
        value: Value::Scalar(result),
    })
}
