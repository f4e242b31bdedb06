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

use super::refusal::Refusal;
use crate::services::State;
use crate::wire::Request;
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
    client::check_conditional_access(state)?;
    Ok(Approved {
        application,
        resource,
        audience,
    })
}
