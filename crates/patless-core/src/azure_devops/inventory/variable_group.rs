//! A variable group, with the names of its variables.

use serde::Deserialize;

use super::stored_variable::{Entries, StoredVariable};
use patless_catalogue::text::one_line;

/// A variable group.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct VariableGroup {
    /// Its number. A group that several projects share has the same in each.
    pub id: u64,
    /// The name that people see.
    pub name: String,
    /// Its variables, by name.
    pub variables: Vec<StoredVariable>,
    /// The key vault that has the values. `None`: the group has them itself.
    pub vault: Option<String>,
}

/// The fields that are kept, by their names on the wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Entry {
    id: u64,
    name: Option<String>,
    r#type: Option<String>,
    variables: Option<Entries>,
    provider_data: Option<Provider>,
}

#[derive(Deserialize)]
struct Provider {
    vault: Option<String>,
}

impl VariableGroup {
    /// Reads an entry of the list.
    pub(super) fn read(entry: Entry) -> Self {
        let is_of_vault = entry.r#type.as_deref() == Some("AzureKeyVault");
        let vault = entry.provider_data.and_then(|it| it.vault);
        Self {
            id: entry.id,
            name: one_line(&entry.name.unwrap_or_default(), 200),
            variables: StoredVariable::read(entry.variables),
            vault: vault
                .filter(|_| is_of_vault)
                .map(|vault| one_line(&vault, 200)),
        }
    }
}
