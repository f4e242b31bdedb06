//! Azure Instance Metadata Service (IMDS) of a virtual machine.
//!
//! <https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token>

use std::sync::Arc;

use axum::Router;
use axum::extract::State;

use super::selection::{Parameter, Property, Selection, Unnamed};
use super::{api_version, grant, metadata_header, oauth_error};
use crate::services::layers::faults;
use crate::services::routes::routes;
use crate::services::service::Service;
use crate::services::{ServiceName, Shared};
use crate::wire::{Request, Response, random_guid};

routes! { Imds:
    /// Access tokens.
    TOKEN "/metadata/identity/oauth2/token" => handle;
}

/// Makes the router of this host.
pub(in crate::services) fn router(service: &Service) -> Router<Service> {
    faults::wrap(routes(), service)
}

/// Handles a request for an access token.
async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    respond(&shared, &request)
        .unwrap_or_else(|refusal| refusal)
        .header("server", "IMDS/150.870.65.1253")
        .header("x-ms-request-id", &random_guid().to_string())
}

/// Returns an access token, or refuses the request.
fn respond(shared: &Shared, request: &Request) -> Result<Response, Response> {
    if request.method != "GET" {
        return Err(Response::empty(405).header("allow", "GET"));
    }
    // A request that came through a proxy, and not from the machine itself.
    if request.headers.contains_key("x-forwarded-for") {
        return Err(oauth_error::invalid_request(
            "Requests with the header X-Forwarded-For are not supported",
        ));
    }
    if !metadata_header::is_sent(request) {
        return Err(oauth_error::no_metadata_header());
    }
    api_version::check(request, API_VERSIONS)
        .map_err(|message| oauth_error::invalid_request(&message))?;
    let identity = SELECTION.find(shared, request);
    let resource = request.query("resource");
    let answer =
        grant::grant(shared, ServiceName::Imds, resource, identity).map_err(oauth_error::denied)?;
    Ok(Response::json(200, &answer.in_full()))
}

/// A machine without a system-assigned identity uses the only one that it has:
/// <https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-faq>.
const SELECTION: Selection = Selection {
    parameters: &[
        Parameter {
            name: "client_id",
            property: Property::Client,
        },
        Parameter {
            name: "object_id",
            property: Property::Object,
        },
        Parameter {
            name: "msi_res_id",
            property: Property::Resource,
        },
    ],
    unnamed: Unnamed::SystemOrOnly,
};

/// Versions that clients use, of those that the real service has.
const API_VERSIONS: &[&str] = &[
    "2018-02-01",
    "2018-04-02",
    "2018-10-01",
    "2019-06-01",
    "2019-08-01",
    "2019-11-01",
    "2020-06-01",
    "2021-01-01",
    "2021-02-01",
];
