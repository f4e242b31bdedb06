//! Host `app.vssps.visualstudio.com`, which has the profiles of all organizations.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::middleware::from_fn_with_state;
use serde_json::json;

use super::authentication::{Caller, caller, refused};
use super::headers;
use super::membership::application;
use super::vss_error::Exception;
use crate::clock::iso_time;
use crate::services::layers::faults;
use crate::services::routes::routes;
use crate::services::service::Service;
use crate::services::{ServiceName, Shared};
use crate::wire::{Request, Response};

routes! { AzureDevOps:
    /// Profile of the caller.
    PROFILE "/_apis/profile/profiles/me" => profile;
}

/// Makes the router of this host.
pub(super) fn router(service: &Service) -> Router<Service> {
    let routes = routes().route_layer(from_fn_with_state(service.clone(), headers::add_ids));
    faults::wrap(routes, service)
}

/// Handles a request for the profile. The version is optional here.
async fn profile(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    if request.method != "GET" {
        return Response::empty(405).header("allow", "GET");
    }
    describe(&shared, &request).unwrap_or_else(|refusal| refusal)
}

/// Describes the profile of an application.
fn describe(shared: &Shared, request: &Request) -> Result<Response, Response> {
    let issued = match caller(shared, request)? {
        Caller::Application(issued) => issued,
        // The token of a job is valid only in its organization.
        Caller::Job | Caller::OtherJob => return Err(refused(shared, request)),
    };
    let application = application(shared, request, &issued)?;
    // The code and the exception are known from failed jobs. The status and the words are not.
    let id = shared.world.profile_id(application).ok_or_else(|| {
        Exception::ProfileNotFound.response(&format!(
            "VSS011031: The profile of the identity '{}' does not exist.",
            application.service_principal_id,
        ))
    })?;
    Ok(Response::json(
        200,
        &json!({
            "displayName": application.name,
            "publicAlias": id,
            "emailAddress": "",
            "coreRevision": 1,
            "timeStamp": iso_time(shared.clock(ServiceName::AzureDevOps).now_s()),
            "id": id,
            "revision": 1,
        }),
    ))
}
