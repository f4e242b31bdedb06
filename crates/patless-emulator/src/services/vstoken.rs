//! Owns `vstoken.dev.azure.com`, where the issuer Azure DevOps publishes its keys.
//!
//! The sign-in host shares the listener: both are hosts to which a job token must not go.

use serde_json::json;
use uuid::Uuid;

use super::State;
use super::endpoint::Endpoint;
use crate::keys::SigningKey;
use crate::wire::{Answer, Request, SIGN_IN_PAGE};
use crate::world::{Issuer, vstoken_issuer};

/// Finds the endpoint of a path.
pub(super) fn endpoint(path: &[&str]) -> Endpoint {
    match path {
        [_, ".well-known", "openid-configuration"] | [".well-known", "jwks"] => Endpoint::Vstoken,
        ["_signin"] => Endpoint::SignIn,
        _ => Endpoint::Unknown,
    }
}

/// Answers a request for a discovery document.
pub(super) fn answer(state: &State, request: &Request) -> Answer {
    match request.path().as_slice() {
        [organization, ..] if *organization != ".well-known" => configuration(state, organization),
        _ => jwks(),
    }
}

/// Writes the discovery document of an organization. The issuer is the real one.
fn configuration(state: &State, organization: &str) -> Answer {
    let organization_id = state.world.organization.id;
    if Uuid::parse_str(organization) != Ok(organization_id) {
        return Answer::empty(404);
    }
    let body = json!({
        "issuer": vstoken_issuer(organization_id),
        "jwks_uri": format!("{}.well-known/jwks", state.urls.vstoken),
        "subject_types_supported": ["public", "pairwise"],
        "response_types_supported": ["id_token"],
        "claims_supported": ["sub", "aud", "exp", "iat", "iss", "nbf"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid"],
    });
    Answer::json(200, &body)
}

/// Writes the keys, which all organizations share.
fn jwks() -> Answer {
    match SigningKey::of(Issuer::AzureDevOps) {
        Some(key) => Answer::json(200, &json!({ "keys": [key.jwk()] })),
        None => Answer::empty(500),
    }
}

/// Answers with the sign-in page.
pub(super) fn sign_in() -> Answer {
    Answer::html(203, SIGN_IN_PAGE)
}
