//! Makes the variables of a file known to the expressions below them.

use super::expansion::Expansion;
use super::look;
use super::scope::Scope;
use super::shape::Shape;
use crate::expression::Value as Expressed;
use crate::yaml::{Node, Value};

impl Expansion<'_, '_> {
    /// Takes one expanded item of a list of variables. A template becomes the variables that it has.
    pub(super) fn variable(&mut self, node: Node, scope: &mut Scope, out: &mut Vec<Node>) {
        let entries = look::entries(&node);
        if look::entry(entries, "template").is_some() {
            match self.include(&node, Shape::Variables, scope) {
                Some((nodes, inner)) => {
                    scope.take_variables(&inner);
                    out.extend(nodes);
                }
                None => out.push(node),
            }
            return;
        }
        let text_of = |key| look::entry(entries, key).and_then(|it| look::text(&it.value));
        if let (Some(name), Some(value)) = (text_of("name"), text_of("value")) {
            let value = Expressed::Text(value.into(), Some(node.at.clone()));
            scope.set(name, &node.at, value);
        }
        out.push(node);
    }

    /// Takes variables that an expression gave as a whole, or that are expanded already.
    pub(super) fn adopt(&mut self, node: Node, scope: &mut Scope) -> Node {
        let at = node.at;
        let value = match node.value {
            Value::Sequence(items) => {
                let mut out = Vec::new();
                for item in items {
                    self.variable(item, scope, &mut out);
                }
                Value::Sequence(out)
            }
            Value::Mapping(entries) => {
                for entry in &entries {
                    scope.set_entry(entry);
                }
                Value::Mapping(entries)
            }
            value @ Value::Scalar(_) => value,
        };
        Node { at, value }
    }
}

/// Makes a list of variables of a mapping of them.
pub(super) fn as_list(node: Node) -> Vec<Node> {
    match node.value {
        Value::Sequence(items) => items,
        Value::Mapping(entries) => {
            let items = entries.into_iter().map(|it| {
                let at = it.key_at;
                let name = look::scalar(&at, &it.key);
                let value = Value::Mapping(vec![
                    look::entry_of("name", name),
                    look::entry_of("value", it.value),
                ]);
                Node { at, value }
            });
            items.collect()
        }
        Value::Scalar(_) => Vec::new(),
    }
}
