//! Finds the templates in what has been expanded, and puts their content in their place.

use super::expansion::Expansion;
use super::look;
use super::scope::Scope;
use super::shape::Shape;
use crate::yaml::{Node, Value};

impl Expansion<'_, '_> {
    /// Includes all templates of a node.
    pub(super) fn resolve(&mut self, node: Node, shape: Shape, scope: &Scope) -> Node {
        let at = node.at;
        let value = match node.value {
            Value::Sequence(items) => Value::Sequence(self.resolve_list(items, shape, scope)),
            Value::Mapping(mut entries) => {
                let mut own;
                let mut inner = scope;
                if matches!(shape, Shape::Stage | Shape::Job)
                    && let Some(entry) = entries.iter_mut().find(|it| it.key == "variables")
                {
                    own = scope.clone();
                    let value = look::take(&mut entry.value);
                    // Templates of variables in what is handed over as stages or jobs are taken in here, too.
                    entry.value = self.adopt(value, &mut own);
                    inner = &own;
                }
                for entry in &mut entries {
                    let child = shape.child(&entry.key);
                    if matches!(child, Shape::Any | Shape::Variables) {
                        continue;
                    }
                    let value = look::take(&mut entry.value);
                    entry.value = self.resolve(value, child, inner);
                }
                Value::Mapping(entries)
            }
            value @ Value::Scalar(_) => value,
        };
        Node { at, value }
    }

    /// Includes all templates of the items of a list.
    pub(super) fn resolve_list(
        &mut self,
        items: Vec<Node>,
        shape: Shape,
        scope: &Scope,
    ) -> Vec<Node> {
        if !matches!(shape, Shape::Stages | Shape::Jobs | Shape::Steps) {
            return items;
        }
        let mut out = Vec::new();
        for item in items {
            if look::entry(look::entries(&item), "template").is_none() {
                out.push(self.resolve(item, shape.item(), scope));
                continue;
            }
            match self.include(&item, shape, scope) {
                Some((nodes, _)) => out.extend(nodes),
                None => out.push(item),
            }
        }
        out
    }
}
