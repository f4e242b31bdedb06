//! Check whether an application may access the organization.

use uuid::Uuid;

use super::authentication::unauthorized;
use super::vss_error::Exception;
use crate::clock::Clock;
use crate::scenario::TargetRefusal;
use crate::services::issued::IssuedAccessToken;
use crate::services::{ServiceName, Shared};
use crate::wire::{Response, SIGN_IN_PAGE};
use crate::world::{Application, User};

/// Returns the application of an access token, if it may access the organization.
pub(super) fn member<'a>(
    shared: &'a Shared,
    issued: &IssuedAccessToken,
) -> Result<&'a Application, Response> {
    let Some(application) = shared.world.application(issued.client_id) else {
        return Err(Response::empty(500));
    };
    if let Some(refusal) = shared.scenario.azure_devops.target_refusal {
        return Err(refused(refusal, shared, application.identity_id));
    }
    if application.license.is_none() {
        let object_id = application.service_principal_id;
        return Err(not_a_member(shared, object_id));
    }
    Ok(application)
}

/// Returns a user, if the user may access the organization.
pub(super) fn user_member(shared: &Shared, object_id: Uuid) -> Result<&User, Response> {
    let Some(user) = shared.world.user(object_id) else {
        return Err(Response::empty(500));
    };
    if let Some(refusal) = shared.scenario.azure_devops.target_refusal {
        return Err(refused(refusal, shared, user.identity_id));
    }
    if user.license.is_none() {
        return Err(not_a_member(shared, object_id));
    }
    Ok(user)
}

/// Refuses an identity that is not a user of the organization.
fn not_a_member(shared: &Shared, object_id: Uuid) -> Response {
    let tenant_id = shared.world.tenant.id;
    unauthorized(
        shared,
        &format!(
            "TF401444: Please sign-in at least once as {tenant_id}\\{tenant_id}\\{object_id} in a web \
             browser to enable access to the service.",
        ),
    )
}

/// Makes the refusal of the scenario.
fn refused(refusal: TargetRefusal, shared: &Shared, identity_id: Uuid) -> Response {
    match refusal {
        TargetRefusal::Anonymous | TargetRefusal::Unauthorized => unauthorized(
            shared,
            &format!(
                "TF400813: The user '{identity_id}' is not authorized to access this resource."
            ),
        ),
        TargetRefusal::ConditionalAccess => Exception::Forbidden.response(
            "VS403463: The conditional access policy defined by your Azure Active Directory \
             administrator has failed.",
        ),
        TargetRefusal::Throttled => throttled(shared.clock(ServiceName::AzureDevOps)),
        TargetRefusal::SignInPage => Response::html(203, SIGN_IN_PAGE),
    }
}

/// Refuses an identity that exceeds its usage limit.
fn throttled(clock: Clock) -> Response {
    let reset_s = clock.now_s() + RETRY_AFTER_S;
    Exception::RequestBlocked
        .response(
            "TF400733: The request has been canceled: Request was blocked due to exceeding usage of \
             resource 'Concurrency' in namespace 'User'.",
        )
        .header("retry-after", &RETRY_AFTER_S.to_string())
        .header("x-ratelimit-resource", "Concurrency")
        .header("x-ratelimit-delay", "30")
        .header("x-ratelimit-limit", "200")
        .header("x-ratelimit-remaining", "0")
        .header("x-ratelimit-reset", &reset_s.to_string())
}

/// Seconds until the usage limit resets.
const RETRY_AFTER_S: i64 = 300;
