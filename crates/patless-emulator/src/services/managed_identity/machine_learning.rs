//! Identity endpoint of an Azure Machine Learning compute, which speaks an old version of App Service's protocol.

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

routes! { MachineLearning:
    /// Access tokens.
    TOKEN "/MSI/auth" => handle;
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
    if request.header("secret") != Some(&shared.host_secrets.msi_secret) {
        return Err(message_error::refusal(
            401,
            "The header secret is missing or wrong.",
        ));
    }
    api_version::check(request, &["2017-09-01"])
        .map_err(|message| message_error::refusal(400, &message))?;
    let identity = SELECTION.find(shared, request);
    let resource = request.query("resource");
    let answer = grant::grant(shared, ServiceName::MachineLearning, resource, identity)
        .map_err(|denial| message_error::denied(&denial))?;
    Ok(Response::json(200, &answer.in_short()))
}

/// This version takes nothing but a client ID, and spells it in one word.
const SELECTION: Selection = Selection {
    parameters: &[Parameter {
        name: "clientid",
        property: Property::Client,
    }],
    unnamed: Unnamed::System,
};
