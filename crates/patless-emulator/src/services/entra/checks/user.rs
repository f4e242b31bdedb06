//! Checks of requests on behalf of a user.

use uuid::Uuid;

use super::{client, form, scope, tenant};
use crate::services::Shared;
use crate::services::entra::refusal::Refusal;
use crate::wire::Request;
use crate::world::{Application, ApplicationKind, Resource, User};

/// Request on behalf of a user that passed all checks.
pub(in crate::services::entra) struct UserRequest<'a> {
    /// Application with which the user signs in.
    pub(in crate::services::entra) application: &'a Application,
    /// User who signs in.
    pub(in crate::services::entra) user: &'a User,
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
    tenant::tenant_of_users(shared, request.parameter("tenant"))?;
    let form = request.form();
    let client_id = form::required(&form, "client_id")?;
    let application = client::application(shared, client_id)?;
    let scope = form::required(&form, "scope")?;
    approve(shared, application.client_id, scope)
}

/// Checks everything about the client of a request at the token endpoint. Returns its client ID.
pub(in crate::services::entra) fn approve_user_client(
    shared: &Shared,
    request: &Request,
) -> Result<Uuid, Refusal> {
    form::check_method(request)?;
    tenant::tenant_of_users(shared, request.parameter("tenant"))?;
    let form = request.form();
    form::refuse_duplicates(&form)?;
    let application = client::application(shared, form::required(&form, "client_id")?)?;
    // The portal calls it "allow public client flows".
    if application.kind != ApplicationKind::Public {
        return Err(form::no_credential());
    }
    if form.field("client_secret").is_some() || form.field("client_assertion").is_some() {
        return Err(client::public_with_credential());
    }
    Ok(application.client_id)
}

/// Checks the scope, the resource and conditional access for the user.
pub(in crate::services::entra) fn approve<'a>(
    shared: &'a Shared,
    client_id: Uuid,
    scope: &str,
) -> Result<UserRequest<'a>, Refusal> {
    let application = client::application(shared, &client_id.to_string())?;
    let audience = scope::audience_for_user(scope)?;
    let resource = scope::resource(shared, &audience)?;
    client::check_conditional_access(shared)?;
    let user = shared.world.users.first().ok_or_else(|| {
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
