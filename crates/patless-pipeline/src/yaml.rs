//! Makes nodes of YAML text.

mod node;

pub use node::{Entry, Node, Scalar, Value};
