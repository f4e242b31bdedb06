//! YAML as a tree whose nodes know their bytes.

mod node;
mod offsets;
mod reader;

pub(crate) use node::{Entry, Node, Style, Value};
pub(crate) use reader::read;
