//! The profile of an identity, which it has once for all organizations.

use serde::Deserialize;

use patless_catalogue::identifiers::guid;
use patless_catalogue::text::one_line;

/// A profile in Azure DevOps.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Profile {
    /// Its id, a GUID. A publisher of the Marketplace takes it as the id of a member. It is none of the ids in Entra, and
    /// not the id within an organization.
    pub id: String,
    /// The name that people see. `None` if Azure DevOps gave none.
    pub name: Option<String>,
}

/// The fields of a profile that are kept, by their names on the wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    id: Option<String>,
    public_alias: Option<String>,
    display_name: Option<String>,
}

impl Profile {
    /// Reads a profile. `None` if it has no id, or one that is not a GUID.
    pub(super) fn read(body: &[u8]) -> Option<Self> {
        let answer: Answer = serde_json::from_slice(body).ok()?;
        // In every answer that was seen, both are the same.
        let id = guid(&answer.id.or(answer.public_alias)?)?;
        Some(Self {
            id: id.to_string(),
            name: answer.display_name.map(|name| one_line(&name, 200)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "1f2e3d4c-0000-4000-8000-000000000001";

    #[test]
    fn the_id_is_a_guid_under_either_name() {
        for body in [
            format!(r#"{{"id":"{ID}","publicAlias":"{ID}"}}"#),
            format!(r#"{{"publicAlias":"{ID}"}}"#),
            format!(r#"{{"id":"{}"}}"#, ID.to_uppercase()),
        ] {
            assert_eq!(Profile::read(body.as_bytes()).unwrap().id, ID, "{body}");
        }
        for body in ["{}", r#"{"id":"me"}"#, r###"{"id":"##vso[x]"}"###, "[]", ""] {
            assert_eq!(Profile::read(body.as_bytes()), None, "{body}");
        }
    }
}
