//! Compiles pipelines of Azure Pipelines as the service does before it starts a run: YAML, templates and `${{ }}`
//! become stages, jobs and steps. It finds every fault of every file, and runs nothing.
//!
//! Data flows one way: [`yaml`] makes nodes of text, [`expand()`] expands them with [`expression`], and [`read()`] makes the
//! [`model`] of what came of it.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema> and the pages below it.

mod compile;
pub mod expression;
mod fault;
mod files;
pub mod meant;
pub mod model;
mod options;
mod place;
mod print;
mod read;
pub mod shown;
mod template;
pub mod yaml;

pub use compile::{Compiled, compile};
pub use fault::{Fault, Faults, Severity};
pub use options::{Options, Unset, means_repository};
pub use place::Place;
pub use print::print;
pub use read::read;
pub use template::expand;
