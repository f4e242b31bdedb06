//! Discovery documents.
//!
//! All URLs are on the emulator's host, the issuer included, because clients compare the issuer with the authority that
//! they use. The issuer in assertions is the real one.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};
use url::Url;

use super::checks;
use super::refusal::{Refusal, Trace};
use crate::keys::SigningKey;
use crate::services::{ServiceName, Shared};
use crate::wire::{Request, Response, random_guid};
use crate::world::Issuer;

/// Handles a request for the keys.
pub(super) async fn keys(State(shared): State<Arc<Shared>>) -> Response {
    document(&shared, key_set())
}

/// Handles a request for the discovery document of a tenant, or of all tenants.
pub(super) async fn configuration(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    document(
        &shared,
        tenant_document(&shared, request.parameter("tenant")),
    )
}

/// Handles a request for the metadata of the cloud, for the tenant in the authority of the request.
pub(super) async fn instance(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    document(&shared, instance_document(&shared, &request))
}

/// Makes the response with a document, or with its refusal.
fn document(shared: &Shared, document: Result<Value, Refusal>) -> Response {
    document.map_or_else(
        |refusal| {
            let trace = Trace {
                id: random_guid(),
                correlation_id: random_guid(),
                time_s: shared.clock(ServiceName::Entra).now_s(),
            };
            refusal.response(&trace, shared.scenario.entra.refusal_form)
        },
        |document| Response::json(200, &document),
    )
}

/// Makes the key set.
fn key_set() -> Result<Value, Refusal> {
    let key = SigningKey::of(Issuer::Entra).ok_or_else(|| {
        Refusal::bad_request(
            "server_error",
            90033,
            "A transient error has occurred.".into(),
        )
    })?;
    Ok(json!({ "keys": [key.jwk()] }))
}

/// Makes the discovery document.
fn tenant_document(shared: &Shared, tenant: &str) -> Result<Value, Refusal> {
    let tenant_id = match tenant {
        "common" | "organizations" | "consumers" => "{tenantid}".to_owned(),
        _ => checks::tenant_id(shared, tenant)?.to_string(),
    };
    let host = &shared.urls.authority_host;
    Ok(json!({
        "token_endpoint": format!("{host}{tenant}/oauth2/v2.0/token"),
        "token_endpoint_auth_methods_supported":
            ["client_secret_post", "private_key_jwt", "client_secret_basic"],
        "jwks_uri": format!("{host}{tenant}/discovery/v2.0/keys"),
        "response_modes_supported": ["query", "fragment", "form_post"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "response_types_supported": ["code", "id_token", "code id_token", "id_token token"],
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
        "issuer": format!("{host}{tenant_id}/v2.0"),
        "request_uri_parameter_supported": false,
        "authorization_endpoint": format!("{host}{tenant}/oauth2/v2.0/authorize"),
        "device_authorization_endpoint": format!("{host}{tenant}/oauth2/v2.0/devicecode"),
        "http_logout_supported": true,
        "frontchannel_logout_supported": true,
        "end_session_endpoint": format!("{host}{tenant}/oauth2/v2.0/logout"),
        "claims_supported": [
            "sub", "iss", "cloud_instance_name", "aud", "exp", "iat", "acr", "nonce", "tid", "ver",
        ],
        "tenant_region_scope": "EU",
        "cloud_instance_name": "microsoftonline.com",
        "cloud_graph_host_name": "graph.windows.net",
        "msgraph_host": "graph.microsoft.com",
        "rbac_url": "https://pas.windows.net",
    }))
}

/// Makes the metadata of the cloud.
fn instance_document(shared: &Shared, request: &Request) -> Result<Value, Refusal> {
    let authority = request
        .query("authorization_endpoint")
        .and_then(|it| Url::parse(it).ok());
    let tenant = authority
        .as_ref()
        .and_then(|it| it.path_segments()?.next().map(ToOwned::to_owned))
        .ok_or_else(|| {
            Refusal::invalid_request(50049, "Unknown or invalid instance.".to_owned())
        })?;
    let base = &shared.urls.authority_host;
    let host = &base[url::Position::BeforeHost..url::Position::AfterPort];
    Ok(json!({
        "tenant_discovery_endpoint": format!("{base}{tenant}/v2.0/.well-known/openid-configuration"),
        "api-version": "1.1",
        "metadata": [{ "preferred_network": host, "preferred_cache": host, "aliases": [host] }],
    }))
}
