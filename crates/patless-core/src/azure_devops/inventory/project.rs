//! A project of an organization.

use serde::Deserialize;

use patless_catalogue::text::one_line;

/// A project.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Project {
    /// Its id, a GUID, which its addresses accept in place of its name.
    pub id: String,
    /// The name that people see.
    pub name: String,
}

/// The fields that are kept, by their names on the wire.
#[derive(Deserialize)]
pub(super) struct Entry {
    id: String,
    name: String,
}

impl Project {
    /// Reads an entry of the list.
    pub(super) fn read(Entry { id, name }: Entry) -> Self {
        Self {
            id: one_line(&id, 100),
            name: one_line(&name, 200),
        }
    }
}
