//! Resources that the tenant can issue access tokens for.

use uuid::{Uuid, uuid};

use super::knobs::{ResourceTable, WorldKnobs};

/// Resource of the tenant.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Resource {
    /// Application ID of the resource.
    pub id: Uuid,
    /// Display name.
    pub name: String,
    /// Application ID URIs, without a trailing slash.
    pub uris: Vec<String>,
}

impl Resource {
    /// Returns whether a scope without its `/.default` identifies this resource.
    ///
    /// Some application ID URIs end in a slash, so one trailing slash is ignored.
    pub(crate) fn is_named(&self, text: &str) -> bool {
        let text = text.strip_suffix('/').unwrap_or(text);
        Uuid::parse_str(text).is_ok_and(|id| id == self.id)
            || self.uris.iter().any(|uri| uri.eq_ignore_ascii_case(text))
    }
}

/// ID of Azure DevOps as a resource, the same in all tenants.
pub(crate) const AZURE_DEVOPS_ID: Uuid = uuid!("499b84ac-1321-427f-aa17-267ca6975798");

/// Builds the resource table.
pub(super) fn all(knobs: &WorldKnobs) -> Vec<Resource> {
    match knobs.resources {
        ResourceTable::Empty => Vec::new(),
        ResourceTable::Complete => ROWS
            .iter()
            .map(|row| Resource {
                id: row.id,
                name: row.name.to_owned(),
                uris: row.uris.iter().map(|uri| (*uri).to_owned()).collect(),
            })
            .collect(),
    }
}

/// Fixed properties of a resource.
struct Row {
    id: Uuid,
    name: &'static str,
    uris: &'static [&'static str],
}

const ROWS: &[Row] = &[
    Row {
        id: AZURE_DEVOPS_ID,
        name: "Azure DevOps",
        uris: &["https://app.vssps.visualstudio.com"],
    },
    Row {
        id: uuid!("797f4846-ba00-4fd7-ba43-dac1f8f63013"),
        name: "Windows Azure Service Management API",
        uris: &[
            "https://management.azure.com",
            "https://management.core.windows.net",
        ],
    },
    Row {
        id: uuid!("cfa8b339-82a2-471a-a3c9-0fc0be7a4093"),
        name: "Azure Key Vault",
        uris: &["https://vault.azure.net"],
    },
    Row {
        id: uuid!("00000003-0000-0000-c000-000000000000"),
        name: "Microsoft Graph",
        uris: &["https://graph.microsoft.com"],
    },
    Row {
        id: uuid!("e406a681-f3d4-42a8-90b6-c2b029497af1"),
        name: "Azure Storage",
        uris: &["https://storage.azure.com"],
    },
    Row {
        id: uuid!("6a0ec4d3-30cb-4a83-91c0-ae56bc0e3d26"),
        name: "Azure Container Registry",
        uris: &["https://containerregistry.azure.net"],
    },
    Row {
        id: uuid!("022907d3-0f1b-48f7-badc-1ba6abab6d66"),
        name: "Azure SQL Database",
        uris: &["https://database.windows.net"],
    },
    Row {
        id: uuid!("123cd850-d9df-40bd-94d5-c9f07b7fa203"),
        name: "OSSRDBMS Database",
        uris: &["https://ossrdbms-aad.database.windows.net"],
    },
];

#[cfg(test)]
mod tests {
    use crate::scenario::WorldKnobs;
    use crate::world::World;

    fn name_of(text: &str) -> Option<String> {
        let world = World::new(&WorldKnobs::default());
        let found = world.resources.iter().find(|it| it.is_named(text))?;
        Some(found.name.clone())
    }

    #[test]
    fn azure_devops_is_found_by_id_only() {
        let id = "499b84ac-1321-427f-aa17-267ca6975798";
        assert_eq!(name_of(id).as_deref(), Some("Azure DevOps"));
        assert_eq!(name_of("https://dev.azure.com"), None);
    }

    #[test]
    fn one_trailing_slash_is_ignored() {
        assert!(name_of("https://management.azure.com").is_some());
        assert!(name_of("https://management.azure.com/").is_some());
        assert!(name_of("https://management.azure.com//").is_none());
    }
}
