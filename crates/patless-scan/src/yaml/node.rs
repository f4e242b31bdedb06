//! The nodes of a tree.

use std::ops::Range;

/// One node.
#[derive(Debug)]
pub(crate) struct Node {
    /// Its bytes in the text, quotes included. Of a block scalar: from its first line of text to the end of its last.
    pub(crate) at: Range<usize>,
    /// Its content.
    pub(crate) value: Value,
}

/// Content of a node. An alias is an empty scalar.
#[derive(Debug)]
pub(crate) enum Value {
    /// Text, unescaped.
    Scalar {
        /// The text.
        text: String,
        /// How it is written.
        style: Style,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// A mapping, in the order of the file.
    Mapping(Vec<Entry>),
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// `text`
    Plain,
    /// `'text'` or `"text"`
    Quoted,
    /// After `|` or `>`.
    Block,
}

/// One key of a mapping, with its value.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The key.
    pub(crate) key: Node,
    /// Its value.
    pub(crate) value: Node,
}

impl Node {
    /// Returns the text of a scalar. `None`: it is a list or a mapping.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            Value::Sequence(_) | Value::Mapping(_) => None,
        }
    }

    /// Returns its bytes without the quotes.
    pub(crate) fn inside(&self) -> Range<usize> {
        match self.value {
            Value::Scalar {
                style: Style::Quoted,
                ..
            } if self.at.len() >= 2 => self.at.start + 1..self.at.end - 1,
            _ => self.at.clone(),
        }
    }

    /// Returns the items of a list. Anything else has none.
    pub(crate) fn items(&self) -> &[Self] {
        match &self.value {
            Value::Sequence(items) => items,
            Value::Scalar { .. } | Value::Mapping(_) => &[],
        }
    }

    /// Returns the entries of a mapping. Anything else has none.
    pub(crate) fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Mapping(entries) => entries,
            Value::Scalar { .. } | Value::Sequence(_) => &[],
        }
    }

    /// Returns the entry of a key. Its case does not count, as in Azure Pipelines.
    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.has_key(key))
    }

    /// Returns the value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// Calls `visit` with every entry of every mapping below, from the top.
    pub(crate) fn each_entry<'n>(&'n self, visit: &mut impl FnMut(&'n Entry)) {
        for item in self.items() {
            item.each_entry(visit);
        }
        for entry in self.entries() {
            visit(entry);
            entry.value.each_entry(visit);
        }
    }
}

impl Entry {
    /// Returns the key's text.
    pub(crate) fn name(&self) -> &str {
        self.key.text().unwrap_or_default()
    }

    /// Tells whether this is the key's name. Case does not count.
    pub(crate) fn has_key(&self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }
}
