//! Who the identity is to Azure DevOps.

mod arguments;
mod found;
mod text;

pub(crate) use arguments::WhoamiArgs;
pub(crate) use found::{Whoami, ask};
