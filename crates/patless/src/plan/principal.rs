//! The identity as a user of the organization: its ids there, and its access level.

use patless_catalogue::text::one_line;
use patless_core::ClientId;
use patless_core::azure_devops::{Resource, ResourceHost};
use patless_core::errors::TargetError;
use serde::Deserialize;

use super::ids::id;
use super::known::Principal;
use super::looking::{Looking, Seen};

/// A service principal in the organization's Graph, by its fields on the wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    application_id: Option<String>,
    origin_id: Option<String>,
    display_name: Option<String>,
    descriptor: String,
}

#[derive(Deserialize)]
struct StorageKey {
    value: String,
}

/// An entitlement, by its fields on the wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entitlement {
    access_level: AccessLevel,
}

/// An access level.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AccessLevel {
    license_display_name: Option<String>,
    account_license_type: Option<String>,
}

/// Looks for the user that has this client id.
pub(super) async fn find(
    looking: &Looking<'_>,
    client: ClientId,
) -> Result<Seen<Option<Principal>>, TargetError> {
    let all = Resource::new(
        ResourceHost::Identities,
        &["graph", "serviceprincipals"],
        PREVIEW,
    );
    let all: Vec<Wire> = match looking.all(&all).await? {
        Seen::Shown(all) => all,
        other => return Ok(other.map(|_| None)),
    };
    let is_it = |it: &Wire| {
        let id = it.application_id.as_deref();
        id.and_then(|it| ClientId::parse(it).ok()) == Some(client)
    };
    let Some(found) = all.into_iter().find(is_it) else {
        return Ok(Seen::Shown(None));
    };
    let key = Resource::new(
        ResourceHost::Identities,
        &["graph", "storagekeys", &found.descriptor],
        PREVIEW,
    );
    let key: Seen<StorageKey> = looking.one(&key).await?;
    let short = |text: String| one_line(&text, 300);
    Ok(Seen::Shown(Some(Principal {
        client: Some(client),
        object_id: found.origin_id.as_deref().map(id),
        name: found.display_name.map(short),
        descriptor: Some(short(found.descriptor)),
        storage_key: match key {
            Seen::Shown(key) => Some(id(&key.value)),
            _ => None,
        },
        profile: None,
    })))
}

/// Looks up the access level of a user, by the id in the organization.
pub(super) async fn access_level(
    looking: &Looking<'_>,
    storage_key: &str,
) -> Result<Seen<AccessLevel>, TargetError> {
    let path = ["serviceprincipalentitlements", storage_key];
    let entitlement = Resource::new(ResourceHost::AccessLevels, &path, PREVIEW);
    let entitlement: Seen<Entitlement> = looking.one(&entitlement).await?;
    Ok(entitlement.map(|it| it.access_level))
}

impl AccessLevel {
    /// The name that people see.
    pub(super) fn name(&self) -> String {
        let name = self.license_display_name.as_deref();
        one_line(name.unwrap_or("without a name"), 80)
    }

    /// Whether it may use repositories and feeds: whatever is above Stakeholder.
    pub(super) fn is_basic_or_more(&self) -> bool {
        let license = self.account_license_type.as_deref();
        let name = self.license_display_name.as_deref();
        ![license, name]
            .into_iter()
            .flatten()
            .any(|it| it.eq_ignore_ascii_case("stakeholder"))
    }
}

/// Every version of these resources is a preview.
pub(super) const PREVIEW: &str = "7.1-preview.1";
