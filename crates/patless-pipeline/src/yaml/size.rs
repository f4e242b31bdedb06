//! Measures nodes, to bound what files can make of them.

use super::node::{Node, Value};

/// How large a node is, with all below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    /// About its memory, in bytes.
    pub(crate) weight: usize,
    /// The lists and mappings on its deepest way. A scalar has none.
    pub(crate) depth: usize,
}

/// Measures a node.
pub(crate) fn measure(node: &Node) -> Size {
    let mut size = Size {
        weight: EACH,
        depth: 0,
    };
    let mut add = |weight: usize, below: Size| {
        size.weight = size.weight.saturating_add(weight + below.weight);
        size.depth = size.depth.max(below.depth);
    };
    match &node.value {
        Value::Scalar(scalar) => {
            size.weight += scalar.text.len();
            return size;
        }
        Value::Sequence(items) => items.iter().for_each(|it| add(0, measure(it))),
        Value::Mapping(entries) => entries
            .iter()
            .for_each(|it| add(EACH + it.key.len(), measure(&it.value))),
    }
    size.depth += 1;
    size
}

/// About what a node weighs without its content, in bytes.
pub(crate) const EACH: usize = 100;
