//! Hosts of GitHub Actions: `token.actions.githubusercontent.com`, and the one that gives assertions to a job.

mod assertion;
pub(crate) mod knobs;
mod request;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use serde_json::json;

use super::Shared;
use super::layers::faults;
use super::routes::routes;
use super::service::Service;
use crate::keys::SigningKey;
use crate::wire::Response;
use crate::world::GITHUB_ISSUER;

routes! { GitHub:
    /// Assertion endpoint of a job, `ACTIONS_ID_TOKEN_REQUEST_URL`.
    ASSERTION "/{pool}/{scope}/_apis/distributedtask/hubs/actions/plans/{plan}/jobs/{job}/idtoken" => request::handle;
    /// Discovery document of the issuer.
    CONFIGURATION "/.well-known/openid-configuration" => configuration;
    /// Keys of the issuer.
    KEYS "/.well-known/jwks" => keys;
}

/// Makes the router of this host.
pub(super) fn router(service: &Service) -> Router<Service> {
    faults::wrap(routes(), service)
}

/// Handles a request for the discovery document. The issuer is the real one.
async fn configuration(State(shared): State<Arc<Shared>>) -> Response {
    let body = json!({
        "issuer": GITHUB_ISSUER,
        "jwks_uri": format!("{}.well-known/jwks", shared.urls.github),
        "subject_types_supported": ["public", "pairwise"],
        "response_types_supported": ["id_token"],
        "claims_supported": [
            "sub", "aud", "exp", "iat", "iss", "jti", "nbf", "ref", "sha", "repository",
            "repository_id", "repository_owner", "repository_owner_id", "run_id", "run_number",
            "run_attempt", "actor", "actor_id", "workflow", "workflow_ref", "workflow_sha",
            "head_ref", "base_ref", "event_name", "ref_type", "ref_protected",
            "repository_visibility", "job_workflow_ref", "job_workflow_sha", "runner_environment",
        ],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid"],
    });
    Response::json(200, &body)
}

/// Handles a request for the keys.
async fn keys() -> Response {
    match SigningKey::github() {
        Some(key) => Response::json(200, &json!({ "keys": [key.jwk()] })),
        None => Response::empty(500),
    }
}
