//! The name of a variable that an organization stores, and whether it is a secret; never its value.

use std::collections::BTreeMap;

use serde::Deserialize;

use patless_catalogue::text::one_line;

/// A variable, without its value.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct StoredVariable {
    /// Its name.
    pub name: String,
    /// Whether Azure DevOps keeps its value secret. A value that is not is shown to whoever may look.
    pub is_secret: bool,
}

/// Variables by name, on the wire. Each has a `value` beside what is read.
pub(super) type Entries = BTreeMap<String, Option<Entry>>;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Entry {
    is_secret: Option<bool>,
}

impl StoredVariable {
    /// Reads the variables of a group or a pipeline.
    pub(super) fn read(entries: Option<Entries>) -> Vec<Self> {
        let entries = entries.unwrap_or_default().into_iter();
        let variables = entries.map(|(name, entry)| Self {
            name: one_line(&name, 200),
            is_secret: entry.and_then(|it| it.is_secret).unwrap_or_default(),
        });
        variables.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_of_a_variable_is_not_read() {
        let json = r#"{"B":{"value":"sekret"},"A":{"value":null,"isSecret":true},"C":null}"#;
        let read = StoredVariable::read(serde_json::from_str(json).unwrap());
        assert!(!format!("{read:?}").contains("sekret"));
        let read: Vec<_> = read.iter().map(|it| (&*it.name, it.is_secret)).collect();
        assert_eq!(read, [("A", true), ("B", false), ("C", false)]);
        assert_eq!(StoredVariable::read(None), []);
    }
}
