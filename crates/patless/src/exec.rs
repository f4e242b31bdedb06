//! The verb `exec`: another program with access tokens in its environment.

mod arguments;
mod outlived;
mod prepared;
mod wish;

pub(crate) use arguments::ExecArgs;
pub(crate) use prepared::{Prepared, prepare};
