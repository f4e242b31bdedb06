//! Check whether an application or a person may access the organization.

use uuid::Uuid;

use super::authentication::{organization, unauthorized};
use super::vss_error::Exception;
use crate::clock::Clock;
use crate::scenario::TargetRefusal;
use crate::services::issued::IssuedAccessToken;
use crate::services::{ServiceName, Shared};
use crate::wire::{Request, Response, SIGN_IN_PAGE};
use crate::world::{Application, Person, User};

/// Returns the user of the request's organization that an access token belongs to.
pub(super) fn member<'a>(
    shared: &'a Shared,
    request: &Request,
    issued: &IssuedAccessToken,
) -> Result<User<'a>, Response> {
    let application = application(shared, request, issued)?;
    let organization = organization(shared, request);
    let user = organization.and_then(|it| shared.world.user(it, application));
    user.ok_or_else(|| {
        let object_id = application.service_principal_id;
        not_a_member(shared, request, application.tenant_id, object_id)
    })
}

/// Returns the application that an access token belongs to, unless the scenario refuses it.
pub(super) fn application<'a>(
    shared: &'a Shared,
    request: &Request,
    issued: &IssuedAccessToken,
) -> Result<&'a Application, Response> {
    let found = shared
        .world
        .application_in(issued.tenant_id, issued.client_id);
    let Some(application) = found else {
        return Err(Response::empty(500));
    };
    match shared.scenario.azure_devops.target_refusal {
        Some(refusal) => Err(refused(refusal, shared, request, application.identity_id)),
        None => Ok(application),
    }
}

/// Returns a person, if the person is a user of the request's organization.
pub(super) fn person_member<'a>(
    shared: &'a Shared,
    request: &Request,
    object_id: Uuid,
) -> Result<&'a Person, Response> {
    let person = person(shared, request, object_id)?;
    match organization(shared, request) {
        Some(organization) if person.is_user_of(organization) => Ok(person),
        _ => Err(not_a_member(shared, request, person.tenant_id, object_id)),
    }
}

/// Returns a person, unless the scenario refuses the person.
pub(super) fn person<'a>(
    shared: &'a Shared,
    request: &Request,
    object_id: Uuid,
) -> Result<&'a Person, Response> {
    let Some(person) = shared.world.person(object_id) else {
        return Err(Response::empty(500));
    };
    match shared.scenario.azure_devops.target_refusal {
        Some(refusal) => Err(refused(refusal, shared, request, person.identity_id)),
        None => Ok(person),
    }
}

/// Refuses an identity that is not a user of the organization.
fn not_a_member(shared: &Shared, request: &Request, tenant_id: Uuid, object_id: Uuid) -> Response {
    unauthorized(
        shared,
        request,
        &format!(
            "TF401444: Please sign-in at least once as {tenant_id}\\{tenant_id}\\{object_id} in a web \
             browser to enable access to the service.",
        ),
    )
}

/// Makes the refusal of the scenario.
fn refused(
    refusal: TargetRefusal,
    shared: &Shared,
    request: &Request,
    identity_id: Uuid,
) -> Response {
    match refusal {
        TargetRefusal::Anonymous | TargetRefusal::Unauthorized => unauthorized(
            shared,
            request,
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
