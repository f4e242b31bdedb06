//! Makes nodes of YAML text.

mod anchors;
mod boolean;
mod indentation;
mod merge;
mod node;
mod reader;
mod size;
mod syntax;
#[cfg(test)]
pub(crate) mod testing;
mod text;

pub(crate) use boolean::boolean;
pub(crate) use node::reads_as_nothing;
pub use node::{Entry, Node, Scalar, Value};
pub(crate) use reader::DEEPEST;
pub use reader::read;
pub(crate) use size::{EACH, measure};
pub(crate) use text::Text;
