//! The user that an organization sees behind an access token.

use serde::Deserialize;

use patless_catalogue::identifiers::OrganizationId;
use patless_catalogue::text::one_line;

/// A user of an organization.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Identity {
    /// The id within the organization. It is not one of the ids in Entra.
    pub id: String,
    /// The name that people see. `None` if Azure DevOps gave none.
    pub name: Option<String>,
    /// The organization's id. `None` if Azure DevOps gave none.
    pub organization: Option<OrganizationId>,
}

/// The fields of connection data that are kept, by their names on the wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ConnectionData {
    authenticated_user: User,
    instance_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    id: String,
    provider_display_name: Option<String>,
}

/// The id of the anonymous user.
const ANONYMOUS: &str = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";

impl Identity {
    /// Reads connection data. `None` if it has another form.
    pub(super) fn read(body: &[u8]) -> Option<Self> {
        let ConnectionData {
            authenticated_user: user,
            instance_id,
        } = serde_json::from_slice(body).ok()?;
        Some(Self {
            id: one_line(&user.id, 80),
            name: user.provider_display_name.map(|name| one_line(&name, 200)),
            organization: instance_id.and_then(|id| OrganizationId::parse(&id).ok()),
        })
    }

    /// Returns whether this is the anonymous user.
    pub(super) fn is_anonymous(&self) -> bool {
        self.id == ANONYMOUS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_anonymous_identity_is_nobody() {
        let body = |id: &str| format!(r#"{{"authenticatedUser":{{"id":"{id}"}}}}"#);
        let read = |id: &str| Identity::read(body(id).as_bytes()).unwrap();
        assert!(read(ANONYMOUS).is_anonymous());
        assert!(!read("x").is_anonymous());
        assert!(Identity::read(b"{}").is_none());
    }
}
