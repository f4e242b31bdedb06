//! Agent of an Azure Arc-enabled server, which challenges a client to read a file that only its own users can read.
//!
//! <https://learn.microsoft.com/azure/azure-arc/servers/managed-identity-authentication>

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use serde_json::{Value, json};

use super::answer::Answer;
use super::selection::{Parameter, Property, Selection, Unnamed};
use super::{api_version, grant, metadata_header, oauth_error};
use crate::scenario::ArcChallenge;
use crate::services::layers::faults;
use crate::services::routes::routes;
use crate::services::service::Service;
use crate::services::{ServiceName, Shared};
use crate::wire::{Request, Response};

routes! { Arc:
    /// Access tokens.
    TOKEN "/metadata/identity/oauth2/token" => handle;
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
    if !metadata_header::is_sent(request) {
        return Err(oauth_error::no_metadata_header());
    }
    api_version::check(request, &["2019-11-01", "2020-06-01"])
        .map_err(|message| oauth_error::invalid_request(&message))?;
    if !has_key(shared, request) {
        return Err(challenge(shared));
    }
    let identity = SELECTION.find(shared, request);
    let resource = request.query("resource");
    let answer =
        grant::grant(shared, ServiceName::Arc, resource, identity).map_err(oauth_error::denied)?;
    Ok(Response::json(200, &confirmed(&answer, request)))
}

/// Returns whether a request has the content of a key file.
fn has_key(shared: &Shared, request: &Request) -> bool {
    let credential = request.header("authorization").unwrap_or_default();
    credential
        .split_once(' ')
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("basic"))
        .is_some_and(|(_, key)| shared.host_secrets.arc_keys.has_written(key))
}

/// Writes a new key file, and tells the client to read it.
fn challenge(shared: &Shared) -> Response {
    let response = Response::empty(401);
    let knobs = &shared.scenario.managed_identity;
    let knob = knobs.arc_challenge;
    let Ok(file) = shared.host_secrets.arc_keys.write(knob, knobs.arc_folder) else {
        return Response::empty(500);
    };
    shared.issued.note_secret(&file.key);
    let realm = format!("realm={}", file.path);
    match knob {
        ArcChallenge::Missing => response,
        ArcChallenge::OtherScheme => {
            response.header("www-authenticate", &format!("Digest {realm}"))
        }
        _ => response.header("www-authenticate", &format!("Basic {realm}")),
    }
}

/// Repeats the identity that a request named, as the SDKs expect of an agent that knows user-assigned identities.
fn confirmed(answer: &Answer, request: &Request) -> Value {
    let mut body = answer.in_full();
    for name in ["object_id", "msi_res_id"] {
        if let Some(value) = request.query(name) {
            body[name] = json!(value);
        }
    }
    body
}

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
    unnamed: Unnamed::System,
};
