//! A tree of YAML, whose nodes know where they stand.

use crate::place::Place;

/// One node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it begins. What an expression inserts keeps the place where it was written.
    pub at: Place,
    /// What it is.
    pub value: Value,
}

/// The content of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text, also where YAML calls it a number or a boolean.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// A mapping, in the order of the file.
    Mapping(Vec<Entry>),
}

/// The text of a scalar, as in the file: `1.10` stays `1.10`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scalar {
    /// The text, without quotes. Nothing, `~` and `null` are the empty text, unless quoted.
    pub text: String,
    /// It stands in quotes or is a block: a number or a boolean in it is text.
    pub quoted: bool,
}

impl Scalar {
    /// Returns whether it is nothing: no text, `~` or `null`, without quotes.
    pub(crate) fn is_nothing(&self) -> bool {
        self.text.is_empty() && !self.quoted
    }
}

/// Returns whether a text without quotes reads as nothing.
pub(crate) fn reads_as_nothing(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// One key of a mapping, with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The text of the key.
    pub key: String,
    /// Where the key stands.
    pub key_at: Place,
    /// The value.
    pub value: Node,
}
