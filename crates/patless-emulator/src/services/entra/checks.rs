//! Owns the order in which the token endpoint checks a request.
//!
//! Microsoft documents no order. A later code proves that the earlier checks passed.

mod assertion;
mod client;
mod federation;
mod form;
mod scope;
mod tenant;

pub(super) use tenant::tenant_id;

use super::asked_for::{self, Placeholder};
use super::refusal::Refusal;
use crate::clock::iso_time_precise;
use crate::services::{ServiceName, State};
use crate::wire::{ParsedJwt, Request};
use crate::world::{Application, Resource};

/// Request that passed all checks.
pub(super) struct Approved<'a> {
    /// Application that asked.
    pub(super) application: &'a Application,
    /// Resource that it asked for.
    pub(super) resource: &'a Resource,
    /// Resource as the scope spells it, which becomes the audience.
    pub(super) audience: String,
}

/// Checks a request from tenant to conditional access.
pub(super) fn approve<'a>(state: &'a State, request: &Request) -> Result<Approved<'a>, Refusal> {
    let tenant = request.segments.first().map_or("", String::as_str);
    form::check_method(request)?;
    tenant_id(state, tenant)?;
    let form = request.form();
    let fields = form::fields(&form)?;
    let application = client::application(state, fields.client_id)?;
    client::check_service_principal(state, application)?;
    match fields.credential {
        form::Credential::Assertion(assertion) => assertion::check(state, application, assertion)?,
        form::Credential::Secret(secret) => client::check_secret(application, secret)?,
    }
    let audience = scope::audience(fields.scope)?;
    let resource = scope::resource(state, &audience)?;
    check_asked_for(state, tenant, application, resource, &fields)?;
    client::check_conditional_access(state)?;
    Ok(Approved {
        application,
        resource,
        audience,
    })
}

/// Refuses a request that is right, if the scenario asks for it.
fn check_asked_for(
    state: &State,
    tenant: &str,
    application: &Application,
    resource: &Resource,
    fields: &form::Fields<'_>,
) -> Result<(), Refusal> {
    let Some(code) = state.next_entra_refusal() else {
        return Ok(());
    };
    let assertion = match fields.credential {
        form::Credential::Assertion(assertion) => ParsedJwt::new(assertion),
        form::Credential::Secret(_) => None,
    };
    let claim = |name| assertion.as_ref().map_or("", |it| it.claim(name));
    let now = iso_time_precise(state.clock(ServiceName::Entra).now_s());
    let resource_id = resource.id.to_string();
    let placeholders = [
        ("issuer", claim("iss")),
        ("subject", claim("sub")),
        ("audience", claim("aud")),
        ("client", fields.client_id),
        ("application_name", &application.name),
        ("tenant", tenant),
        ("tenant_name", &state.world.tenant.name),
        ("resource", &resource_id),
        ("resource_name", &resource.name),
        ("scope", fields.scope),
        ("time", &now),
    ]
    .map(|(name, value)| Placeholder { name, value });
    Err(asked_for::refusal(code, &placeholders))
}
