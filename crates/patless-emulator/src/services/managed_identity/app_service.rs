//! Identity endpoint of App Service and Azure Functions.
//!
//! <https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference>

use std::sync::Arc;

use axum::Router;
use axum::extract::State;

use super::selection::{Parameter, Property, Selection, Unnamed};
use super::{api_version, grant, message_error};
use crate::services::layers::faults;
use crate::services::routes::routes;
use crate::services::service::Service;
use crate::services::{ServiceName, Shared};
use crate::wire::{Request, Response};

routes! { AppService:
    /// Access tokens.
    TOKEN "/msi/token" => handle;
}

/// Makes the router of this host.
pub(in crate::services) fn router(service: &Service) -> Router<Service> {
    faults::wrap(routes(), service)
}

/// Handles a request for an access token.
async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    respond(&shared, &request).unwrap_or_else(|refusal| refusal)
}

/// Returns an access token, or refuses the request.
fn respond(shared: &Shared, request: &Request) -> Result<Response, Response> {
    if request.method != "GET" {
        return Err(Response::empty(405).header("allow", "GET"));
    }
    if request.header("x-identity-header") != Some(&shared.host_secrets.identity_header) {
        return Err(message_error::refusal(
            401,
            "The header X-IDENTITY-HEADER is missing or wrong.",
        ));
    }
    api_version::check(request, &["2019-08-01"])
        .map_err(|message| message_error::refusal(400, &message))?;
    let identity = SELECTION.find(shared, request);
    let resource = request.query("resource");
    let answer = grant::grant(shared, ServiceName::AppService, resource, identity)
        .map_err(|denial| message_error::denied(&denial))?;
    Ok(Response::json(200, &answer.in_short()))
}

const SELECTION: Selection = Selection {
    parameters: &[
        Parameter {
            name: "client_id",
            property: Property::Client,
        },
        Parameter {
            name: "principal_id",
            property: Property::Object,
        },
        Parameter {
            name: "object_id",
            property: Property::Object,
        },
        Parameter {
            name: "mi_res_id",
            property: Property::Resource,
        },
    ],
    unnamed: Unnamed::System,
};
