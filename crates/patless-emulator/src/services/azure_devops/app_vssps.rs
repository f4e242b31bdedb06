//! Host `app.vssps.visualstudio.com`, which has the profiles of all organizations.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::middleware::from_fn_with_state;
use serde_json::json;
use uuid::Uuid;

use super::authentication::{Caller, caller, refused};
use super::headers;
use super::membership::{application, person};
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

/// Describes the profile of the caller.
fn describe(shared: &Shared, request: &Request) -> Result<Response, Response> {
    let profile = match caller(shared, request)? {
        Caller::Application(issued) => {
            let application = application(shared, request, &issued)?;
            Profile {
                id: shared.world.profile_id(application),
                object_id: application.service_principal_id,
                name: &application.name,
                email: "",
            }
        }
        Caller::Person(id) => {
            let person = person(shared, request, id)?;
            Profile {
                id: person.license.map(|_| person.profile_id),
                object_id: id,
                name: &person.name,
                email: &person.principal_name,
            }
        }
        // The token of a job is valid only in its organization.
        Caller::Job | Caller::OtherJob => return Err(refused(shared, request)),
    };
    // The code and the exception are known from failed jobs. The status and the words are not.
    let id = profile.id.ok_or_else(|| {
        Exception::ProfileNotFound.response(&format!(
            "VSS011031: The profile of the identity '{}' does not exist.",
            profile.object_id,
        ))
    })?;
    Ok(Response::json(
        200,
        &json!({
            "displayName": profile.name,
            "publicAlias": id,
            "emailAddress": profile.email,
            "coreRevision": 1,
            "timeStamp": iso_time(shared.clock(ServiceName::AzureDevOps).now_s()),
            "id": id,
            "revision": 1,
        }),
    ))
}

/// What a profile is made of.
struct Profile<'a> {
    /// ID. `None` means that there is no profile.
    id: Option<Uuid>,
    /// Object ID in the tenant.
    object_id: Uuid,
    name: &'a str,
    /// Email address. Applications have an empty one.
    email: &'a str,
}
