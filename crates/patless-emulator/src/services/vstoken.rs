//! Host `vstoken.dev.azure.com`, where Azure DevOps publishes its keys as an issuer.
//!
//! It also serves the sign-in page. Both are hosts that must never get a job token.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use serde_json::json;
use uuid::Uuid;

use super::Shared;
use super::layers::faults;
use super::routes::routes;
use super::service::Service;
use crate::keys::SigningKey;
use crate::wire::{Request, Response, SIGN_IN_PAGE};
use crate::world::{Issuer, vstoken_issuer};

routes! { Vstoken:
    /// Discovery document of an organization's issuer.
    CONFIGURATION "/{organization}/.well-known/openid-configuration" => configuration;
    /// Keys of the issuer.
    KEYS "/.well-known/jwks" => keys;
    /// Sign-in page.
    SIGN_IN "/_signin" => sign_in;
}

/// Makes the router of this host.
pub(super) fn router(service: &Service) -> Router<Service> {
    faults::wrap(routes(), service)
}

/// Handles a request for the discovery document of an organization. The issuer is the real one.
async fn configuration(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let requested = Uuid::parse_str(request.parameter("organization"));
    let mut organizations = shared.world.organizations();
    let Some(organization) = organizations.find(|it| requested == Ok(it.id)) else {
        return Response::empty(404);
    };
    let organization_id = organization.id;
    let body = json!({
        "issuer": vstoken_issuer(organization_id),
        "jwks_uri": format!("{}.well-known/jwks", shared.urls.vstoken),
        "subject_types_supported": ["public", "pairwise"],
        "response_types_supported": ["id_token"],
        "claims_supported": ["sub", "aud", "exp", "iat", "iss", "nbf"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid"],
    });
    Response::json(200, &body)
}

/// Handles a request for the keys, which all organizations share.
async fn keys() -> Response {
    match SigningKey::of(Issuer::AzureDevOps) {
        Some(key) => Response::json(200, &json!({ "keys": [key.jwk()] })),
        None => Response::empty(500),
    }
}

/// Handles a request for the sign-in page.
async fn sign_in() -> Response {
    Response::html(203, SIGN_IN_PAGE)
}
