//! Variables with which the real Azure CLI takes the emulator for its cloud.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value;

use crate::emulator::Emulator;
use crate::private_file;
use crate::services::resource_manager;

impl Emulator {
    /// Returns the variables with which `az` signs in here: the CA, and a configuration folder of its own, in which the
    /// emulator is the cloud and nobody is signed in. So nobody's own `az` is touched.
    ///
    /// Python programs with `REQUESTS_CA_BUNDLE` trust no other server. Every call makes the folder anew, and it is
    /// removed when the emulator is dropped.
    ///
    /// # Errors
    ///
    /// The folder could not be written.
    pub fn azure_cli_environment(&self) -> io::Result<Vec<(String, String)>> {
        let folder = self.directory().join("azure-cli");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        create_private(&folder)?;
        private_file::write(&folder.join("config"), CONFIG.as_bytes())?;
        let clouds = clouds(&resource_manager::endpoints(self.urls()));
        private_file::write(&folder.join("clouds.config"), clouds.as_bytes())?;
        Ok(vec![
            (
                "REQUESTS_CA_BUNDLE".to_owned(),
                self.ca_file().display().to_string(),
            ),
            ("AZURE_CONFIG_DIR".to_owned(), folder.display().to_string()),
        ])
    }
}

/// Creates a folder that only its owner can read: `az` keeps tokens in it.
fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Writes what `az cloud register` writes about the cloud.
fn clouds(endpoints: &Value) -> String {
    let mut text = "[Emulator]\n".to_owned();
    for (name, pointer) in ENTRIES {
        let value = endpoints.pointer(pointer).and_then(Value::as_str);
        let value = value.unwrap_or_default();
        let dot = if DOTTED.contains(pointer) { "." } else { "" };
        // Writing to a string never fails.
        let _never_fails = writeln!(text, "{name} = {dot}{value}");
    }
    text
}

/// Options of `az`. With instance discovery, it asks the real `login.microsoftonline.com` whether the emulator's host is
/// one of Microsoft's.
const CONFIG: &str =
    "[cloud]\nname = Emulator\n\n[core]\ncollect_telemetry = no\ninstance_discovery = no\n";

/// Names of `az`, and where their values are in the endpoints of the cloud.
const ENTRIES: &[(&str, &str)] = &[
    ("endpoint_active_directory", "/authentication/loginEndpoint"),
    (
        "endpoint_active_directory_data_lake_resource_id",
        "/activeDirectoryDataLake",
    ),
    (
        "endpoint_active_directory_graph_resource_id",
        "/graphAudience",
    ),
    (
        "endpoint_active_directory_resource_id",
        "/authentication/audiences/0",
    ),
    (
        "endpoint_app_insights_resource_id",
        "/appInsightsResourceId",
    ),
    (
        "endpoint_app_insights_telemetry_channel_resource_id",
        "/appInsightsTelemetryChannelResourceId",
    ),
    ("endpoint_attestation_resource_id", "/attestationResourceId"),
    ("endpoint_batch_resource_id", "/batch"),
    ("endpoint_gallery", "/gallery"),
    (
        "endpoint_log_analytics_resource_id",
        "/logAnalyticsResourceId",
    ),
    ("endpoint_management", "/authentication/audiences/0"),
    ("endpoint_media_resource_id", "/media"),
    (
        "endpoint_microsoft_graph_resource_id",
        "/microsoftGraphResourceId",
    ),
    ("endpoint_ossrdbms_resource_id", "/ossrdbmsResourceId"),
    ("endpoint_portal", "/portal"),
    ("endpoint_resource_manager", "/resourceManager"),
    ("endpoint_sql_management", "/sqlManagement"),
    (
        "endpoint_synapse_analytics_resource_id",
        "/synapseAnalyticsResourceId",
    ),
    (
        "suffix_acr_login_server_endpoint",
        "/suffixes/acrLoginServer",
    ),
    (
        "suffix_attestation_endpoint",
        "/suffixes/attestationEndpoint",
    ),
    ("suffix_keyvault_dns", "/suffixes/keyVaultDns"),
    (
        "suffix_mariadb_server_endpoint",
        "/suffixes/mariadbServerEndpoint",
    ),
    ("suffix_mhsm_dns", "/suffixes/mhsmDns"),
    (
        "suffix_mysql_server_endpoint",
        "/suffixes/mysqlServerEndpoint",
    ),
    (
        "suffix_postgresql_server_endpoint",
        "/suffixes/postgresqlServerEndpoint",
    ),
    ("suffix_sql_server_hostname", "/suffixes/sqlServerHostname"),
    ("suffix_storage_endpoint", "/suffixes/storage"),
    (
        "suffix_storage_sync_endpoint",
        "/suffixes/storageSyncEndpointSuffix",
    ),
    (
        "suffix_synapse_analytics_endpoint",
        "/suffixes/synapseAnalytics",
    ),
];

/// Values that `az` writes with a dot before them.
const DOTTED: &[&str] = &[
    "/suffixes/acrLoginServer",
    "/suffixes/attestationEndpoint",
    "/suffixes/keyVaultDns",
    "/suffixes/mariadbServerEndpoint",
    "/suffixes/mhsmDns",
    "/suffixes/mysqlServerEndpoint",
    "/suffixes/postgresqlServerEndpoint",
    "/suffixes/sqlServerHostname",
    "/suffixes/synapseAnalytics",
];
