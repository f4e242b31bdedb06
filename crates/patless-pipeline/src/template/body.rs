//! What expanding a mapping needs, and what comes of it.

use std::rc::Rc;

use super::look;
use super::shape::Shape;
use crate::expression::Value;
use crate::yaml::{Entry, Node};

/// Which branches of an `if` there may still be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Branches {
    /// No `if` came before.
    None,
    /// One was taken.
    Taken,
    /// None was taken.
    Open,
}

/// What came of a mapping: its entries, and the items of lists under its directives.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The entries.
    pub(super) entries: Vec<Entry>,
    /// The items of lists under directives.
    pub(super) items: Vec<Node>,
    /// A key came of an expression, so that two may be the same.
    pub(super) is_made: bool,
}

impl Body {
    /// Leaves an entry in its place that cannot be expanded, so that whoever reads on sees that something is missing.
    pub(super) fn mark(&mut self, entry: &Entry) {
        self.entries.push(Entry {
            key: entry.key.clone(),
            key_at: entry.key_at.clone(),
            value: look::scalar(&entry.value.at, ""),
        });
    }
}

/// What a mapping is, and what the list around its directives is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    /// What the mapping is.
    pub(super) mapping: Shape,
    /// What the list is.
    pub(super) list: Shape,
}

/// One time that what is under a directive is expanded: with the name of an `each`, or without.
pub(super) type Turn = Option<(Rc<str>, Value)>;
