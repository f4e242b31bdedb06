//! YAML tree, whose nodes know their file and line.

use super::error::PipelineError;
use super::position::Position;

/// One YAML node.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// The position of the node.
    pub(super) position: Position,
    /// The content of the node.
    pub(super) value: Value,
}

/// Content of a node. Scalars keep the text of the file, so `1.10` stays `1.10`.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// An empty value, `~` or `null`.
    Null,
    /// Any other scalar.
    Scalar(String),
    /// A list.
    Sequence(Vec<Node>),
    /// A mapping, in the order of the file.
    Mapping(Vec<Entry>),
}

/// One key of a mapping, with its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The key's text.
    pub(super) key: String,
    /// The position of the key.
    pub(super) position: Position,
    /// The value of the key.
    pub(super) value: Node,
}

impl Node {
    /// Returns the text of a scalar. Null is an empty text.
    pub(super) fn text(&self, what: &str) -> Result<&str, PipelineError> {
        match &self.value {
            Value::Null => Ok(""),
            Value::Scalar(text) => Ok(text),
            Value::Sequence(_) | Value::Mapping(_) => Err(self.expected(what, "text")),
        }
    }

    /// Returns the items of a list. Null is an empty list.
    pub(super) fn items(&self, what: &str) -> Result<&[Node], PipelineError> {
        match &self.value {
            Value::Null => Ok(&[]),
            Value::Sequence(items) => Ok(items),
            Value::Scalar(_) | Value::Mapping(_) => Err(self.expected(what, "a list")),
        }
    }

    /// Returns the entries of a mapping. Null is an empty mapping.
    pub(super) fn entries(&self, what: &str) -> Result<&[Entry], PipelineError> {
        match &self.value {
            Value::Null => Ok(&[]),
            Value::Mapping(entries) => Ok(entries),
            Value::Scalar(_) | Value::Sequence(_) => Err(self.expected(what, "a mapping")),
        }
    }

    /// Reads a boolean. As in Azure Pipelines, its case is ignored.
    pub(super) fn boolean(&self, what: &str) -> Result<bool, PipelineError> {
        let text = self.text(what)?;
        if text.eq_ignore_ascii_case("true") {
            Ok(true)
        } else if text.eq_ignore_ascii_case("false") {
            Ok(false)
        } else {
            Err(self.expected(what, "true or false"))
        }
    }

    /// Makes the error of a node that has the wrong type.
    fn expected(&self, what: &str, shape: &str) -> PipelineError {
        PipelineError::invalid(&self.position, format!("{what} must be {shape}"))
    }
}
