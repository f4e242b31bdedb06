//! Identity endpoint of Cloud Shell.
//!
//! The real one gives the access tokens of the user who is signed in. This one has no users, so it gives those of the
//! system-assigned identity.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use serde_json::json;

use super::grant::{self, Denial};
use super::metadata_header;
use super::selection::{Selection, Unnamed};
use crate::services::layers::faults;
use crate::services::routes::routes;
use crate::services::service::Service;
use crate::services::{ServiceName, Shared};
use crate::wire::{Request, Response};

routes! { CloudShell:
    /// Access tokens.
    TOKEN "/oauth2/token" => handle;
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
    if request.method != "POST" {
        return Err(Response::empty(405).header("allow", "POST"));
    }
    if !metadata_header::is_sent(request) {
        return Err(refusal(
            "invalid_request",
            "Required metadata header not specified",
        ));
    }
    let form = request.form();
    let names_identity = |name: &&str| form.field(name).is_some();
    if IDENTITY_FIELDS.iter().any(names_identity) {
        return Err(refusal(
            "invalid_request",
            "User-assigned identities are not supported",
        ));
    }
    let identity = SELECTION.find(shared, request);
    let resource = form.field("resource");
    let answer =
        grant::grant(shared, ServiceName::CloudShell, resource, identity).map_err(|denial| {
            match denial {
                Denial::IdentityNotFound => refusal("invalid_request", "Identity not found"),
                Denial::ResourceMissing => refusal("invalid_request", "The resource is missing"),
                Denial::ResourceUnknown(message) => refusal("invalid_resource", &message),
            }
        })?;
    Ok(Response::json(200, &answer.in_full()))
}

/// Makes an error response. MSAL reads this shape.
fn refusal(code: &str, message: &str) -> Response {
    let body = json!({ "error": { "code": code, "message": message } });
    Response::json(400, &body)
}

const SELECTION: Selection = Selection {
    parameters: &[],
    unnamed: Unnamed::System,
};

/// Fields that would choose an identity.
const IDENTITY_FIELDS: &[&str] = &["client_id", "object_id", "msi_res_id", "mi_res_id"];
