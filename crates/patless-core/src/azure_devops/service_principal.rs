//! A service principal as an organization's Graph describes it: its ids in Entra.

use serde::Deserialize;

use patless_catalogue::identifiers::{ClientId, TenantId, guid};

/// The ids that an identity has in Entra.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ServicePrincipal {
    /// The client id, also called application id. Tokens are requested with it.
    pub client: ClientId,
    /// The object id of the enterprise application, a GUID. It is what an organization's users are added by.
    pub object_id: String,
    /// The tenant of the service principal.
    pub tenant: TenantId,
}

/// The fields of the answer that are kept, by their names on the wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    application_id: String,
    origin_id: String,
    domain: String,
}

impl ServicePrincipal {
    /// Reads a service principal. `None` if it has another form.
    pub(super) fn read(body: &[u8]) -> Option<Self> {
        let answer: Answer = serde_json::from_slice(body).ok()?;
        Some(Self {
            client: ClientId::parse(&answer.application_id).ok()?,
            object_id: guid(&answer.origin_id)?.to_string(),
            tenant: TenantId::parse(&answer.domain).ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_is_none_is_no_service_principal() {
        let body = |object: &str| {
            format!(
                r#"{{"applicationId":"1f2e3d4c-0000-4000-8000-000000000001","originId":"{object}",
                    "domain":"1f2e3d4c-0000-4000-8000-000000000003"}}"#
            )
        };
        let object = "1f2e3d4c-0000-4000-8000-000000000002";
        let read = ServicePrincipal::read(body(object).as_bytes()).unwrap();
        assert_eq!(read.object_id, object);
        assert_eq!(ServicePrincipal::read(body("x").as_bytes()), None);
        assert_eq!(ServicePrincipal::read(b"{}"), None);
    }
}
