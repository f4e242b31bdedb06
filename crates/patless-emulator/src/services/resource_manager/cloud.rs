//! Route of the cloud's endpoints, from which `az cloud register` and others learn where everything is.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};
use url::Url;

use crate::services::{Shared, Urls};
use crate::wire::{Request, Response};

/// Handles a request for the endpoints. Old versions of the API list all clouds, newer ones tell about their own.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let own = endpoints(&shared.urls);
    let version = request.query("api-version").unwrap_or_default();
    if (FIRST_LIST..=LAST_LIST).contains(&version) {
        return Response::json(200, &json!([own]));
    }
    Response::json(200, &own)
}

/// Returns the endpoints. Those that are emulated are on the emulator's hosts, the others are the real ones.
pub(crate) fn endpoints(urls: &Urls) -> Value {
    json!({
        "name": "AzureCloud",
        "portal": "https://portal.azure.com",
        "authentication": {
            "loginEndpoint": origin(&urls.authority_host),
            "audiences": ["https://management.core.windows.net/", "https://management.azure.com/"],
            "tenant": "common",
            "identityProvider": "AAD",
        },
        "resourceManager": urls.resource_manager.as_str(),
        "graph": "https://graph.windows.net/",
        "graphAudience": "https://graph.windows.net/",
        "microsoftGraphResourceId": "https://graph.microsoft.com/",
        "gallery": "https://gallery.azure.com/",
        "batch": "https://batch.core.windows.net/",
        "media": "https://rest.media.azure.net",
        "sqlManagement": "https://management.core.windows.net:8443/",
        "activeDirectoryDataLake": "https://datalake.azure.net/",
        "appInsightsResourceId": "https://api.applicationinsights.io",
        "appInsightsTelemetryChannelResourceId": "https://dc.applicationinsights.azure.com/v2/track",
        "attestationResourceId": "https://attest.azure.net",
        "logAnalyticsResourceId": "https://api.loganalytics.io",
        "ossrdbmsResourceId": "https://ossrdbms-aad.database.windows.net",
        "synapseAnalyticsResourceId": "https://dev.azuresynapse.net",
        "suffixes": {
            "acrLoginServer": "azurecr.io",
            "attestationEndpoint": "attest.azure.net",
            "keyVaultDns": "vault.azure.net",
            "mhsmDns": "managedhsm.azure.net",
            "mariadbServerEndpoint": "mariadb.database.azure.com",
            "mysqlServerEndpoint": "mysql.database.azure.com",
            "postgresqlServerEndpoint": "postgres.database.azure.com",
            "sqlServerHostname": "database.windows.net",
            "storage": "core.windows.net",
            "storageSyncEndpointSuffix": "afs.azure.net",
            "synapseAnalytics": "dev.azuresynapse.net",
        },
    })
}

/// Returns a URL without its trailing slash.
fn origin(url: &Url) -> &str {
    url.as_str().trim_end_matches('/')
}

/// First version that lists all clouds. Here there is one, but its name is that of the public cloud: whoever knows that
/// cloud by name, as `az` does with `ARM_CLOUD_METADATA_URL`, goes to the real Entra.
const FIRST_LIST: &str = "2019-05-01";
/// Last version that lists all clouds.
const LAST_LIST: &str = "2021-12-31";
