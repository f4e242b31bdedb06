//! Decision about a request for an access token, the same on each host.

use super::answer::Answer;
use crate::services::access_token::{self, Claims};
use crate::services::issued::IssuedAccessToken;
use crate::services::{ServiceName, Shared, unknown_resource};
use crate::world::ManagedIdentity;

/// Why there is no access token. Each host says it in its own words.
pub(super) enum Denial {
    /// The machine does not have the identity.
    IdentityNotFound,
    /// The request names no resource.
    ResourceMissing,
    /// The tenant does not have the resource. The text is Entra's message.
    ResourceUnknown(String),
}

/// Issues an access token for a resource, so that the resource accepts it.
pub(super) fn grant(
    shared: &Shared,
    service: ServiceName,
    resource: Option<&str>,
    identity: Option<&ManagedIdentity>,
) -> Result<Answer, Denial> {
    let name = resource
        .filter(|it| !it.is_empty())
        .ok_or(Denial::ResourceMissing)?;
    let application = &identity.ok_or(Denial::IdentityNotFound)?.application;
    let unknown =
        || Denial::ResourceUnknown(unknown_resource::with_code(&shared.world.tenant.name, name));
    let mut resources = shared.world.resources.iter();
    let resource = resources.find(|it| it.is_named(name)).ok_or_else(unknown)?;

    let now_s = shared.clock(service).now_s();
    let knobs = &shared.scenario.managed_identity;
    let lifetime_s = knobs.lifetime_of_access_tokens_s();
    let claims = Claims {
        application,
        audience: name,
        issued_at_s: now_s,
        lifetime_s,
    };
    let answer = Answer {
        // Without a signing key, there is no access token. Clients refuse an empty one.
        access_token: access_token::make(shared, &claims).unwrap_or_default(),
        client_id: application.client_id,
        now_s,
        lifetime_s,
        expires_on: knobs.expires_on,
        resource: name.to_owned(),
    };
    shared.issued.note_access_token(IssuedAccessToken {
        tenant_id: application.tenant_id,
        access_token: answer.access_token.clone(),
        client_id: application.client_id,
        resource_id: resource.id,
        expires_at_s: now_s + lifetime_s,
    });
    Ok(answer)
}
