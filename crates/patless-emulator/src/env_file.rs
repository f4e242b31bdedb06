//! Owns the variables that a client needs to find the services, and the file that holds them.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::emulator::Emulator;
use crate::scenario::ConnectionReference;

/// Lists the variables of a running emulator.
pub(crate) fn variables(emulator: &Emulator) -> Vec<(String, String)> {
    let world = emulator.world();
    let job = &world.job;
    let connection = world.default_connection();
    let connection_id = match emulator.scenario().world.connection_reference {
        ConnectionReference::Id => connection.id.to_string(),
        ConnectionReference::Name => connection.name.clone(),
    };
    let collection = emulator.azure_devops_url().to_string();
    let ca_file = emulator.ca_file().display().to_string();
    [
        // What a script sees of the system connection: where it is, not its token.
        ("ENDPOINT_URL_SYSTEMVSSCONNECTION", collection.clone()),
        ("SYSTEM_OIDCREQUESTURI", emulator.oidc_request_uri().into()),
        ("SYSTEM_ACCESSTOKEN", job.token.clone()),
        ("SYSTEM_COLLECTIONURI", collection.clone()),
        ("SYSTEM_COLLECTIONID", world.organization.id.to_string()),
        ("SYSTEM_TEAMPROJECT", world.project.name.clone()),
        ("SYSTEM_TEAMPROJECTID", world.project.id.to_string()),
        ("SYSTEM_HOSTTYPE", job.hub.clone()),
        ("SYSTEM_PLANID", job.plan_id.to_string()),
        ("SYSTEM_JOBID", job.job_id.to_string()),
        ("AZURE_AUTHORITY_HOST", emulator.authority_host().into()),
        ("AZURE_TENANT_ID", connection.tenant_id.to_string()),
        ("AZURE_CLIENT_ID", connection.client_id.to_string()),
        (
            "AZURESUBSCRIPTION_TENANT_ID",
            connection.tenant_id.to_string(),
        ),
        (
            "AZURESUBSCRIPTION_CLIENT_ID",
            connection.client_id.to_string(),
        ),
        ("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID", connection_id),
        ("PATLESS_EMULATOR_CA_FILE", ca_file),
        ("PATLESS_EMULATOR_ADO_URL", collection),
        (
            "PATLESS_EMULATOR_VSTOKEN_URL",
            emulator.vstoken_url().into(),
        ),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}

/// Writes the variables as `NAME=value` lines.
///
/// A reader sees the whole file or none. On Unix, only the owner may read it.
pub(crate) fn write(path: &Path, emulator: &Emulator) -> io::Result<()> {
    let mut text = String::new();
    for (name, value) in variables(emulator) {
        // Writing to a string cannot fail.
        let _never_fails = writeln!(text, "{name}={value}");
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // A named temporary file starts with mode 0600.
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}
