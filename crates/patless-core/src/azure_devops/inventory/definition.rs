//! The definition of a pipeline, with the names of the variables that are stored in it.

use serde::Deserialize;

use super::stored_variable::{Entries, StoredVariable};
use patless_catalogue::text::one_line;

/// A pipeline, as its definition says.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct PipelineDefinition {
    /// Its number in the project.
    pub id: u64,
    /// The name that people see.
    pub name: String,
    /// The variables that were set on its page, by name. Those of its YAML file are not among them.
    pub variables: Vec<StoredVariable>,
}

/// The fields that are kept, by their names on the wire.
#[derive(Deserialize)]
pub(super) struct Entry {
    id: u64,
    name: Option<String>,
    variables: Option<Entries>,
}

impl PipelineDefinition {
    /// Reads an entry of the list.
    pub(super) fn read(entry: Entry) -> Self {
        Self {
            id: entry.id,
            name: one_line(&entry.name.unwrap_or_default(), 200),
            variables: StoredVariable::read(entry.variables),
        }
    }
}
