//! Keeps nodes with an anchor, and copies them for their aliases.

use std::collections::HashMap;

use super::node::Node;
use super::size::{Size, measure};
use crate::fault::Faults;
use crate::place::Place;

/// The anchors of a file, by the parser's number.
#[derive(Default)]
pub(super) struct Anchors {
    nodes: HashMap<usize, Kept>,
    /// What all copies so far weigh.
    weight: usize,
}

/// A node with an anchor.
struct Kept {
    node: Node,
    size: Size,
}

impl Anchors {
    /// Keeps a node. `None`: there are too many.
    pub(super) fn keep(&mut self, anchor: usize, node: &Node, faults: &mut Faults) -> Option<()> {
        if self.nodes.is_empty() {
            // The documentation says so, and pipelines of the public have some: it stays open what the service does.
            faults.warning(
                &node.at,
                "an anchor: Azure Pipelines is documented not to support anchors; use a template or a variable",
            );
        }
        let size = measure(node);
        self.add(size.weight, &node.at, faults)?;
        let node = node.clone();
        self.nodes.insert(anchor, Kept { node, size });
        Some(())
    }

    /// Copies the node of an alias. `room`: how many levels there are left for it. `None`: it has not ended, is too deep,
    /// or the copies are too many.
    pub(super) fn copy(
        &mut self,
        anchor: usize,
        room: usize,
        at: &Place,
        faults: &mut Faults,
    ) -> Option<Node> {
        let Some(kept) = self.nodes.get(&anchor) else {
            faults.error(at, "an alias stands inside of its own anchor");
            return None;
        };
        if kept.size.depth > room {
            faults.error(
                at,
                "with this alias, lists and mappings are nested too deep",
            );
            return None;
        }
        let (node, weight) = (kept.node.clone(), kept.size.weight);
        self.add(weight, at, faults)?;
        Some(node)
    }

    fn add(&mut self, weight: usize, at: &Place, faults: &mut Faults) -> Option<()> {
        self.weight = self.weight.saturating_add(weight);
        if self.weight > HEAVIEST {
            faults.error(at, "the aliases of this file expand to more than 10 MB");
            return None;
        }
        Some(())
    }
}

/// In bytes. It is the limit of the service for all files of a pipeline.
const HEAVIEST: usize = 10_000_000;
