//! Expands lists, and the directives among their items.

use super::body::{Around, Body, Branches};
use super::directive::directive;
use super::expansion::{Evaluated, Expansion};
use super::look;
use super::scope::Scope;
use super::shape::Shape;
use crate::expression::Value as Expressed;
use crate::yaml::{Entry, Node, Value};

impl Expansion<'_, '_> {
    /// Expands the items of a list.
    pub(super) fn list(
        &mut self,
        items: &[Node],
        shape: Shape,
        scope: &mut Scope,
        out: &mut Vec<Node>,
    ) {
        if !self.descend(items.first()) {
            return;
        }
        let mut branches = Branches::None;
        for item in items {
            if self.budget.is_spent() {
                break;
            }
            self.item(item, shape, &mut branches, scope, out);
        }
        self.level -= 1;
    }

    fn item(
        &mut self,
        item: &Node,
        shape: Shape,
        branches: &mut Branches,
        scope: &mut Scope,
        out: &mut Vec<Node>,
    ) {
        let entries = look::entries(item);
        let is_directive = |it: &Entry| matches!(directive(&it.key), Ok(Some(_)) | Err(_));
        let has_only_directives = !entries.is_empty() && entries.iter().all(is_directive);
        if !has_only_directives {
            *branches = Branches::None;
        }
        if let Value::Scalar(scalar) = &item.value {
            match self.scalar(&item.at, scalar, scope) {
                Evaluated::Value(Expressed::Null) => {}
                // A list in a list becomes part of it.
                Evaluated::Value(Expressed::Array(items, _)) => {
                    for value in items.iter() {
                        let node = self.insert(value, &item.at);
                        self.put(node, shape, scope, out);
                    }
                }
                Evaluated::Value(value) => {
                    let node = self.insert(&value, &item.at);
                    self.put(node, shape, scope, out);
                }
                Evaluated::Same => self.put(item.clone(), shape, scope, out),
            }
            return;
        }
        if entries.is_empty() {
            if let Some(node) = self.node(item, Shape::Any, scope) {
                self.put(node, shape, scope, out);
            }
            return;
        }
        let around = Around {
            mapping: shape.item(),
            list: shape,
        };
        let mut body = Body::default();
        let mut own;
        // The variables of a stage or job end with it.
        let inner = if shape.item().has_variables() {
            own = scope.clone();
            &mut own
        } else {
            &mut *scope
        };
        self.mapping(entries, around, branches, inner, &mut body);
        out.append(&mut body.items);
        let is_nothing = body.entries.is_empty() && has_only_directives;
        if !is_nothing {
            let node = self.close(body, item.at.clone());
            self.put(node, shape, scope, out);
        }
    }

    /// Adds an item to a list. Among variables, a template becomes what it has.
    pub(super) fn put(&mut self, node: Node, shape: Shape, scope: &mut Scope, out: &mut Vec<Node>) {
        match shape {
            Shape::Variables => self.variable(node, scope, out),
            _ => out.push(node),
        }
    }
}
