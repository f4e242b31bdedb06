//! Route of the cloud's endpoints, from which `az cloud register` learns the others.

use std::sync::Arc;

use axum::extract::State;
use serde_json::json;
use url::Url;

use crate::services::Shared;
use crate::wire::Response;

/// Handles a request for the endpoints. Those that are emulated are on the emulator's hosts.
pub(super) async fn handle(State(shared): State<Arc<Shared>>) -> Response {
    let body = json!({
        "name": "AzureCloud",
        "portal": "https://portal.azure.com",
        "authentication": {
            "loginEndpoint": origin(&shared.urls.authority_host),
            "audiences": ["https://management.core.windows.net/", "https://management.azure.com/"],
            "tenant": "common",
            "identityProvider": "AAD",
        },
        "resourceManager": shared.urls.resource_manager.as_str(),
        "graph": "https://graph.windows.net/",
        "graphAudience": "https://graph.windows.net/",
        "microsoftGraphResourceId": "https://graph.microsoft.com/",
        "gallery": "https://gallery.azure.com/",
        "batch": "https://batch.core.windows.net/",
        "media": "https://rest.media.azure.net",
        "sqlManagement": "https://management.core.windows.net:8443/",
        "suffixes": {
            "acrLoginServer": "azurecr.io",
            "keyVaultDns": "vault.azure.net",
            "sqlServerHostname": "database.windows.net",
            "storage": "core.windows.net",
        },
    });
    Response::json(200, &body)
}

/// Returns a URL without its trailing slash.
fn origin(url: &Url) -> &str {
    url.as_str().trim_end_matches('/')
}
