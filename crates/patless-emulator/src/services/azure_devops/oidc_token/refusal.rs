//! Refusals of the assertion endpoint.

use serde_json::json;

use crate::scenario::{OidcRefusal, UnreferencedResponse};
use crate::services::Shared;
use crate::services::azure_devops::vss_error::Exception;
use crate::services::azure_devops::{api_version, authentication};
use crate::wire::{Request, Response};
use crate::world::ServiceConnection;

/// Makes a refusal with the values of the request.
pub(super) fn response(refusal: OidcRefusal, shared: &Shared, request: &Request) -> Response {
    match refusal {
        OidcRefusal::SignIn => authentication::redirect(shared, request),
        OidcRefusal::VersionNotSpecified => api_version::not_specified(request),
        OidcRefusal::InvalidPreviewVersion => api_version::needs_preview(request),
        OidcRefusal::VersionOutOfRange => api_version::out_of_range(request),
        OidcRefusal::ContentType => content_type(request),
        OidcRefusal::ProjectName => Response::empty(400),
        OidcRefusal::UnknownConnection => Exception::EndpointNotFound.response(&format!(
            "No service connection found with identifier {}.",
            request.query("serviceConnectionId").unwrap_or_default(),
        )),
        OidcRefusal::UnknownHub | OidcRefusal::NothingToIssue => Response::empty(404),
        OidcRefusal::UnknownPlan => Exception::PlanNotFound.response(&format!(
            "No plan found for identifier {}.",
            request.parameter("plan"),
        )),
        OidcRefusal::UnknownJob => Exception::JobNotFound.response(&format!(
            "No job found for identifier {} in plan {}.",
            request.parameter("job"),
            request.parameter("plan"),
        )),
        OidcRefusal::Method => method(request),
        OidcRefusal::Length => Response::html(411, LENGTH_REQUIRED),
    }
}

/// Refuses a job token of another plan.
pub(super) fn plan_security(shared: &Shared, identity: &str) -> Response {
    Exception::PlanSecurity.response(&format!(
        "Access denied: {identity} does not have write permissions for orchestration plan {}.",
        shared.world.job.plan_id,
    ))
}

/// Refuses a connection that no task input of the stage references.
pub(super) fn unreferenced(shared: &Shared, connection: &ServiceConnection) -> Response {
    let job = &shared.world.job;
    let message = format!(
        "There is no explicit reference to service connection {} from current stage \
         {}.{}.__default.",
        connection.id, job.stage, job.name,
    );
    // The message is a bare string in the wrapper of a collection, so the count is its length.
    let body = json!({ "count": message.chars().count(), "value": message });
    match shared.scenario.azure_devops.unreferenced_response {
        UnreferencedResponse::ExplicitReference => Response::json(400, &body),
        UnreferencedResponse::ExplicitReferenceForbidden => Response::json(403, &body),
        UnreferencedResponse::ExplicitReferenceNotFound => Response::json(404, &body),
        UnreferencedResponse::EmptyNotFound => Response::empty(404),
    }
}

/// Refuses the content type.
fn content_type(request: &Request) -> Response {
    Exception::RequestContentTypeNotSupported.response(&format!(
        "The request indicated a Content-Type of \"{}\" for method type \"POST\" which is not \
         supported. Valid content types for this method are: application/json, \
         application/json-patch+json.",
        request.header("content-type").unwrap_or_default(),
    ))
}

/// Refuses the method.
fn method(request: &Request) -> Response {
    let message = format!(
        "The requested resource does not support http method '{}'.",
        request.method,
    );
    let body = json!({ "count": 1, "value": { "Message": message } });
    Response::json(405, &body).header("allow", "POST")
}

const LENGTH_REQUIRED: &str = "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"\
    \"http://www.w3.org/TR/html4/strict.dtd\">\r\n<HTML><HEAD><TITLE>Length Required</TITLE></HEAD>\
    <BODY><h2>Length Required</h2><hr><p>HTTP Error 411. The request must be chunked or have a \
    content length.</p></BODY></HTML>\r\n";
