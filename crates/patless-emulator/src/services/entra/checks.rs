//! Checks of the token endpoint, in order.
//!
//! Microsoft does not document the order. Here, the code of a later check proves that the earlier checks passed.

mod assertion;
mod certificate;
mod client;
mod federation;
mod form;
mod scope;
mod tenant;
mod user;
mod validity;

pub(super) use form::required;
pub(super) use tenant::tenant_id;
pub(super) use user::{
    UserRequest, approve as approve_user, approve_device_code, approve_user_client,
};

use super::refusal::Refusal;
use super::refusal_by_code::{self, Placeholder};
use crate::clock::iso_time_precise;
use crate::services::{ServiceName, Shared};
use crate::wire::{Request, UnverifiedJwt};
use crate::world::{Application, Resource};

/// Request that passed all checks.
pub(super) struct Approved<'a> {
    /// Application that sent the request.
    pub(super) application: &'a Application,
    /// Requested resource.
    pub(super) resource: &'a Resource,
    /// Resource in the spelling of the scope, which becomes the audience.
    pub(super) audience: String,
}

/// Checks a request, from the tenant to conditional access.
pub(super) fn approve<'a>(shared: &'a Shared, request: &Request) -> Result<Approved<'a>, Refusal> {
    let tenant = request.parameter("tenant");
    form::check_method(request)?;
    let tenant_id = tenant_id(shared, tenant)?;
    let form = request.form();
    let fields = form::fields(&form)?;
    let application = client::application(shared, tenant_id, fields.client_id)?;
    client::check_service_principal(shared, application)?;
    client::check_is_confidential(application)?;
    match fields.credential {
        form::Credential::Assertion(assertion) => {
            assertion::check(shared, tenant, application, assertion)?;
        }
        form::Credential::Secret(secret) => client::check_secret(application, secret)?,
    }
    let audience = scope::audience(fields.scope)?;
    let resource = scope::resource(shared, tenant_id, &audience)?;
    check_refusal_by_code(shared, tenant, application, resource, &fields)?;
    client::check_conditional_access(shared)?;
    Ok(Approved {
        application,
        resource,
        audience,
    })
}

/// Refuses a valid request if the scenario has a code for it.
fn check_refusal_by_code(
    shared: &Shared,
    tenant: &str,
    application: &Application,
    resource: &Resource,
    fields: &form::Fields<'_>,
) -> Result<(), Refusal> {
    let Some(code) = shared.entra.next_refusal() else {
        return Ok(());
    };
    let assertion = match fields.credential {
        form::Credential::Assertion(assertion) => UnverifiedJwt::new(assertion),
        form::Credential::Secret(_) => None,
    };
    let claim = |name| assertion.as_ref().map_or("", |it| it.claim(name));
    let now = iso_time_precise(shared.clock(ServiceName::Entra).now_s());
    let resource_id = resource.id.to_string();
    let placeholders = [
        ("issuer", claim("iss")),
        ("subject", claim("sub")),
        ("audience", claim("aud")),
        ("client", fields.client_id),
        ("application_name", &application.name),
        ("tenant", tenant),
        ("tenant_name", tenant::name(shared, application.tenant_id)),
        ("resource", &resource_id),
        ("resource_name", &resource.name),
        ("scope", fields.scope),
        ("time", &now),
    ]
    .map(|(name, value)| Placeholder { name, value });
    Err(refusal_by_code::refusal(code, &placeholders))
}
