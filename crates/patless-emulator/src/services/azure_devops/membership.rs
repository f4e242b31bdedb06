//! Check whether an application may access the organization.

use super::authentication::{organization, unauthorized};
use super::vss_error::Exception;
use crate::clock::Clock;
use crate::scenario::TargetRefusal;
use crate::services::issued::IssuedAccessToken;
use crate::services::{ServiceName, Shared};
use crate::wire::{Request, Response, SIGN_IN_PAGE};
use crate::world::{Application, User};

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
        let tenant_id = application.tenant_id;
        unauthorized(
            shared,
            request,
            &format!(
                "TF401444: Please sign-in at least once as {tenant_id}\\{tenant_id}\\{} in a web \
                 browser to enable access to the service.",
                application.service_principal_id,
            ),
        )
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
        Some(refusal) => Err(refused(refusal, shared, request, application)),
        None => Ok(application),
    }
}

/// Makes the refusal of the scenario.
fn refused(
    refusal: TargetRefusal,
    shared: &Shared,
    request: &Request,
    application: &Application,
) -> Response {
    match refusal {
        TargetRefusal::Anonymous | TargetRefusal::Unauthorized => unauthorized(
            shared,
            request,
            &format!(
                "TF400813: The user '{}' is not authorized to access this resource.",
                application.identity_id,
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
