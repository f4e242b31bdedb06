//! Holds YAML as a tree whose nodes know their file and line.

use super::error::PipelineError;
use super::position::Position;

/// One YAML node.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Where the node begins.
    pub(super) position: Position,
    /// What the node holds.
    pub(super) value: Value,
}

/// The content of a node; scalars keep the text of the file, so `1.10` stays `1.10`.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// Any other scalar.
    Scalar(String),
    /// A list.
    Sequence(Vec<Node>),
    /// A mapping in the order of the file.
    Mapping(Vec<Entry>),
}

/// One key of a mapping, with its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The key's text.
    pub(super) key: String,
    /// Where the key stands.
    pub(super) position: Position,
    /// What belongs to the key.
    pub(super) value: Node,
}

impl Node {
    /// Returns the scalar's text; nothing counts as empty text.
    pub(super) fn text(&self, what: &str) -> Result<&str, PipelineError> {
        match &self.value {
            Value::Null => Ok(""),
            Value::Scalar(text) => Ok(text),
            Value::Sequence(_) | Value::Mapping(_) => Err(self.expected(what, "text")),
        }
    }

    /// Returns the items of a list; nothing counts as an empty list.
    pub(super) fn items(&self, what: &str) -> Result<&[Node], PipelineError> {
        match &self.value {
            Value::Null => Ok(&[]),
            Value::Sequence(items) => Ok(items),
            Value::Scalar(_) | Value::Mapping(_) => Err(self.expected(what, "a list")),
        }
    }

    /// Returns the entries of a mapping; nothing counts as an empty mapping.
    pub(super) fn entries(&self, what: &str) -> Result<&[Entry], PipelineError> {
        match &self.value {
            Value::Null => Ok(&[]),
            Value::Mapping(entries) => Ok(entries),
            Value::Scalar(_) | Value::Sequence(_) => Err(self.expected(what, "a mapping")),
        }
    }

    /// Reads a YAML 1.2 boolean, or Azure's own spelling of one, which has any case.
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

    /// Refuses the node because it has the wrong shape.
    fn expected(&self, what: &str, shape: &str) -> PipelineError {
        PipelineError::invalid(&self.position, format!("{what} must be {shape}"))
    }
}
