//! The user that an organization sees behind an access token.

use serde::Deserialize;

use patless_catalogue::identifiers::{OrganizationId, TenantId, guid};
use patless_catalogue::text::one_line;

/// A user of an organization.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Identity {
    /// The id within the organization. It is not one of the ids in Entra, and not the profile's id.
    pub id: String,
    /// The descriptor, such as `Microsoft.VisualStudio.Services.Claims.AadServicePrincipal;{tenant}\\{object id}`. `None` if
    /// Azure DevOps gave none.
    pub descriptor: Option<String>,
    /// The subject descriptor, by which the organization's Graph knows the identity, such as `aadsp.…`. `None` if Azure DevOps
    /// gave none.
    pub subject_descriptor: Option<String>,
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
    descriptor: Option<String>,
    subject_descriptor: Option<String>,
    provider_display_name: Option<String>,
}

/// The kinds of descriptors that name a tenant. For a personal Microsoft account, it is `Windows Live ID`.
const SERVICE_PRINCIPAL: &str = "Microsoft.VisualStudio.Services.Claims.AadServicePrincipal";
const PERSON: &str = "Microsoft.IdentityModel.Claims.ClaimsIdentity";

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
            id: guid(&user.id)?.to_string(),
            descriptor: user.descriptor.map(|it| one_line(&it, 300)),
            subject_descriptor: user.subject_descriptor.map(|it| one_line(&it, 300)),
            name: user.provider_display_name.map(|name| one_line(&name, 200)),
            organization: instance_id.and_then(|id| OrganizationId::parse(&id).ok()),
        })
    }

    /// The identity's tenant, as its descriptor names it. `None` for anything but a service principal, a managed identity or
    /// a person with an account of a tenant.
    pub fn tenant(&self) -> Option<TenantId> {
        let (tenant, _) = self
            .claims(&[SERVICE_PRINCIPAL, PERSON])?
            .split_once('\\')?;
        TenantId::parse(tenant)
            .ok()
            .filter(|it| it.guid().is_some())
    }

    /// The service principal's object id, as the descriptor names it. `None` for anything but a service principal or managed
    /// identity.
    pub fn object_id(&self) -> Option<String> {
        let (_, object) = self.claims(&[SERVICE_PRINCIPAL])?.split_once('\\')?;
        Some(guid(object)?.to_string())
    }

    /// What the descriptor says if it is of one of these kinds: the tenant, and the object id or name there.
    fn claims(&self, kinds: &[&str]) -> Option<&str> {
        let (kind, claims) = self.descriptor.as_deref()?.split_once(';')?;
        kinds.contains(&kind).then_some(claims)
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
    fn the_descriptor_of_a_service_principal_names_its_tenant_and_object() {
        let (tenant, object) = (
            "1f2e3d4c-0000-4000-8000-000000000001",
            "1f2e3d4c-0000-4000-8000-000000000002",
        );
        let read = |kind: &str, claims: &str| {
            let descriptor = format!("{kind};{claims}");
            let user = serde_json::json!({ "id": object, "descriptor": descriptor });
            let body = serde_json::json!({ "authenticatedUser": user }).to_string();
            let identity = Identity::read(body.as_bytes()).unwrap();
            let tenant = identity.tenant().map(|it| it.to_string());
            (tenant, identity.object_id())
        };
        let claims = format!(r"{tenant}\{object}");
        assert_eq!(
            read(SERVICE_PRINCIPAL, &claims),
            (Some(tenant.to_owned()), Some(object.to_owned()))
        );
        let other = "Microsoft.TeamFoundation.ServiceIdentity";
        assert_eq!(read(other, &claims), (None, None));
        assert_eq!(read(SERVICE_PRINCIPAL, r"..\x"), (None, None));
        let person = format!(r"{tenant}\ada@acme.example");
        assert_eq!(read(PERSON, &person), (Some(tenant.to_owned()), None));
        let personal = r"Windows Live ID\ada@live.example";
        assert_eq!(read(PERSON, personal), (None, None));
    }

    #[test]
    fn the_anonymous_identity_is_nobody() {
        let body = |id: &str| format!(r#"{{"authenticatedUser":{{"id":"{id}"}}}}"#);
        let read = |id: &str| Identity::read(body(id).as_bytes()).unwrap();
        assert!(read(ANONYMOUS).is_anonymous());
        assert!(!read("1f2e3d4c-0000-4000-8000-000000000001").is_anonymous());
        assert!(Identity::read(b"{}").is_none());
        assert!(Identity::read(body("$(x)").as_bytes()).is_none());
    }
}
