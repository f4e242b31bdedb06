//! Checks of requests on behalf of a user.

use super::{client, form, scope, tenant};
use crate::services::Shared;
use crate::services::entra::refusal::Refusal;
use crate::wire::Request;
use crate::world::{Application, ApplicationKind, Person, Resource};

/// Request on behalf of a user that passed all checks.
pub(in crate::services::entra) struct UserRequest<'a> {
    /// Application with which the user signs in.
    pub(in crate::services::entra) application: &'a Application,
    /// User who signs in.
    pub(in crate::services::entra) user: &'a Person,
    /// Requested resource.
    pub(in crate::services::entra) resource: &'a Resource,
    /// Resource in the spelling of the scope.
    pub(in crate::services::entra) audience: String,
    /// Scope, as requested.
    pub(in crate::services::entra) scope: String,
}

/// Checks a request for a device code.
pub(in crate::services::entra) fn approve_device_code<'a>(
    shared: &'a Shared,
    request: &Request,
) -> Result<UserRequest<'a>, Refusal> {
    form::check_method(request)?;
    let tenant_id = tenant::tenant_of_users(shared, request.parameter("tenant"))?;
    let form = request.form();
    let client_id = form::required(&form, "client_id")?;
    let application = client::application(shared, tenant_id, client_id)?;
    let scope = form::required(&form, "scope")?;
    approve(shared, application, scope)
}

/// Checks everything about the client of a request at the token endpoint.
pub(in crate::services::entra) fn approve_user_client<'a>(
    shared: &'a Shared,
    request: &Request,
) -> Result<&'a Application, Refusal> {
    form::check_method(request)?;
    let tenant_id = tenant::tenant_of_users(shared, request.parameter("tenant"))?;
    let form = request.form();
    form::refuse_duplicates(&form)?;
    let client_id = form::required(&form, "client_id")?;
    let application = client::application(shared, tenant_id, client_id)?;
    // The portal calls it "allow public client flows".
    if application.kind != ApplicationKind::Public {
        return Err(form::no_credential());
    }
    if form.field("client_secret").is_some() || form.field("client_assertion").is_some() {
        return Err(client::public_with_credential());
    }
    Ok(application)
}

/// Checks the scope, the resource and conditional access for the user, who is one of the application's tenant.
pub(in crate::services::entra) fn approve<'a>(
    shared: &'a Shared,
    application: &'a Application,
    scope: &str,
) -> Result<UserRequest<'a>, Refusal> {
    let tenant_id = application.tenant_id;
    let audience = scope::audience_for_user(scope)?;
    let resource = scope::resource(shared, tenant_id, &audience)?;
    client::check_conditional_access(shared)?;
    let mut people = shared.world.people.iter();
    let user = people.find(|it| it.tenant_id == tenant_id);
    let user = user.ok_or_else(|| {
        Refusal::bad_request(
            "invalid_grant",
            50034,
            "The user account does not exist in the directory.".to_owned(),
        )
    })?;
    Ok(UserRequest {
        application,
        user,
        resource,
        audience,
        scope: scope.to_owned(),
    })
}
