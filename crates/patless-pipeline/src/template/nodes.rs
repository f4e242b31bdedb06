//! Expands nodes, with all that is below them.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/process/template-expressions>.

use std::collections::HashSet;

use super::body::{Around, Body, Branches};
use super::expansion::{Evaluated, Expansion};
use super::scope::Scope;
use super::shape::Shape;
use crate::expression::is_unexpanded;
use crate::place::Place;
use crate::shown::shown;
use crate::yaml::{DEEPEST, EACH, Entry, Node, Value};

impl Expansion<'_, '_> {
    /// Expands a node. None: nothing is left of it.
    pub(super) fn node(&mut self, node: &Node, shape: Shape, scope: &mut Scope) -> Option<Node> {
        if self.budget.is_spent() {
            return None;
        }
        self.budget.pay(EACH, &node.at, self.faults);
        let at = node.at.clone();
        match &node.value {
            Value::Scalar(scalar) => {
                self.budget.pay(scalar.text.len(), &at, self.faults);
                let node = match self.scalar(&at, scalar, scope) {
                    Evaluated::Same => node.clone(),
                    Evaluated::Value(value) => self.insert(&value, &at),
                };
                match shape {
                    Shape::Variables => Some(self.adopt(node, scope)),
                    _ => Some(node),
                }
            }
            Value::Sequence(items) => {
                let mut out = Vec::new();
                self.list(items, shape, scope, &mut out);
                let value = Value::Sequence(out);
                Some(Node { at, value })
            }
            Value::Mapping(entries) => {
                let around = Around {
                    mapping: shape,
                    list: shape,
                };
                let mut body = Body::default();
                self.mapping(entries, around, &mut Branches::None, scope, &mut body);
                Some(self.close(body, at))
            }
        }
    }

    /// Expands the entries of a mapping.
    pub(super) fn entries(
        &mut self,
        entries: &[Entry],
        shape: Shape,
        scope: &mut Scope,
    ) -> Vec<Entry> {
        let around = Around {
            mapping: shape,
            list: Shape::Any,
        };
        let mut body = Body::default();
        self.mapping(entries, around, &mut Branches::None, scope, &mut body);
        self.unique(&mut body);
        body.entries
    }

    /// Makes a node of what came of a mapping.
    pub(super) fn close(&mut self, mut body: Body, at: Place) -> Node {
        self.unique(&mut body);
        let value = match body.items.first() {
            None => Value::Mapping(body.entries),
            Some(_) if body.entries.is_empty() => Value::Sequence(body.items),
            Some(first) => {
                let what = "a list stands where entries of a mapping do";
                self.faults
                    .error_with(&first.at.clone(), what, "remove the - before them");
                Value::Mapping(body.entries)
            }
        };
        Node { at, value }
    }

    /// Refuses keys that came twice, by an expression or under a directive. They ignore case.
    pub(super) fn unique(&mut self, body: &mut Body) {
        if !body.is_made {
            return;
        }
        let mut seen = HashSet::new();
        body.entries.retain(|it| {
            let is_left = is_unexpanded(&it.key);
            let is_new = is_left || seen.insert(it.key.to_lowercase());
            if !is_new {
                let what = format!("{} is already defined", shown(&it.key));
                let hint = "keep one of the two, such as with ${{ else }}";
                self.faults.error_with(&it.key_at, what, hint);
            }
            is_new
        });
    }

    /// Goes one level down. False: it is too deep. Who gets true has to come back up.
    pub(super) fn descend(&mut self, below: Option<&Node>) -> bool {
        let Some(below) = below else {
            self.level += 1;
            return true;
        };
        if self.level >= 2 * DEEPEST {
            let what = "directives, lists and mappings are nested too deep";
            self.budget.stop(&below.at, what, self.faults);
            return false;
        }
        self.level += 1;
        true
    }
}
