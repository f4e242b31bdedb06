//! The definition of a classic release, with the names of the variables that are stored in it and in its stages.

use serde::Deserialize;

use super::stored_variable::{Entries, StoredVariable};
use patless_catalogue::text::one_line;

/// A classic release pipeline, as its definition says.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ReleaseDefinition {
    /// Its number in the project.
    pub id: u64,
    /// The name that people see.
    pub name: String,
    /// Its variables, and those of its stages, each name once.
    pub variables: Vec<StoredVariable>,
}

/// The fields that are kept, by their names on the wire.
#[derive(Deserialize)]
pub(super) struct Entry {
    id: u64,
    name: Option<String>,
    variables: Option<Entries>,
    environments: Option<Vec<Stage>>,
}

#[derive(Deserialize)]
struct Stage {
    variables: Option<Entries>,
}

impl ReleaseDefinition {
    /// Reads an entry of the list.
    pub(super) fn read(entry: Entry) -> Self {
        let mut variables = StoredVariable::read(entry.variables);
        for stage in entry.environments.unwrap_or_default() {
            variables.extend(StoredVariable::read(stage.variables));
        }
        // Of one name, the one that everybody can read comes first.
        variables
            .sort_by(|one, other| (&one.name, one.is_secret).cmp(&(&other.name, other.is_secret)));
        variables.dedup_by(|one, other| one.name == other.name);
        Self {
            id: entry.id,
            name: one_line(&entry.name.unwrap_or_default(), 200),
            variables,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_of_several_stages_is_read_once() {
        let json = r#"{"id":1,"name":"r","variables":{"B":{"value":"x"}},"environments":[
            {"variables":{"A":{"isSecret":true}}},{"variables":{"A":{"value":"sekret"},"B":null}},{}]}"#;
        let read = ReleaseDefinition::read(serde_json::from_str(json).unwrap());
        assert!(!format!("{read:?}").contains("sekret"));
        let read: Vec<_> = read.variables.iter().collect();
        let names: Vec<_> = read.iter().map(|it| (&*it.name, it.is_secret)).collect();
        assert_eq!(names, [("A", false), ("B", false)]);
    }
}
