//! Makes the model of an expanded pipeline, and finds every fault of it.
//!
//! What the service takes is no fault: where neither Microsoft's documentation nor an error that people report says that it
//! refuses something, it is taken. Keys are in exact case, as the service wants them.
//!
//! Sources: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema> for keys and values; the service's own words for
//! names and dependencies ("Valid names may only contain alphanumeric characters and '_' and may not start with a number",
//! "depends on unknown job", "creates a cycle in the dependency graph", "appears more than once").

mod actions;
mod aliases;
mod containers;
mod deployment;
mod expressions;
mod fields;
mod graph;
mod jobs;
mod kinds;
mod names;
mod pipeline;
mod pools;
mod resources;
mod scalars;
mod shortcuts;
mod stages;
mod steps;
mod strategy;
mod target;
mod texts;
mod triggers;
mod unplayed;
mod variables;

pub use pipeline::read;
