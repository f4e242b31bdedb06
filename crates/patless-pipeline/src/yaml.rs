//! Makes nodes of YAML text.

mod anchors;
mod merge;
mod node;
mod reader;
mod relaxed;
mod size;
#[cfg(test)]
pub(crate) mod testing;
mod text;

pub use node::{Entry, Node, Scalar, Value};
pub(crate) use reader::DEEPEST;
pub(crate) use size::measure;
pub use text::read;
