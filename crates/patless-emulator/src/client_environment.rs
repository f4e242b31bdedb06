//! Environment variables that a client needs to find the services.

use crate::emulator::Emulator;
use crate::scenario::ConnectionReference;

impl Emulator {
    /// Returns the environment variables that a client needs to find the services. One of them is the job token.
    pub fn client_environment(&self) -> Vec<(String, String)> {
        let world = self.world();
        let job = &world.job;
        let connection = world.default_connection();
        let connection_id = match self.scenario().world.connection_reference {
            ConnectionReference::Id => connection.id.to_string(),
            ConnectionReference::Name => connection.name.clone(),
        };
        let collection = self.azure_devops_url().to_string();
        let ca_file = self.ca_file().display().to_string();
        [
            // A script sees the URL of the system connection, but not its token.
            ("ENDPOINT_URL_SYSTEMVSSCONNECTION", collection.clone()),
            ("SYSTEM_OIDCREQUESTURI", self.oidc_request_uri().into()),
            ("SYSTEM_ACCESSTOKEN", job.token.clone()),
            ("SYSTEM_COLLECTIONURI", collection.clone()),
            ("SYSTEM_COLLECTIONID", world.organization.id.to_string()),
            ("SYSTEM_TEAMPROJECT", world.project.name.clone()),
            ("SYSTEM_TEAMPROJECTID", world.project.id.to_string()),
            ("SYSTEM_HOSTTYPE", job.hub.clone()),
            ("SYSTEM_PLANID", job.plan_id.to_string()),
            ("SYSTEM_JOBID", job.job_id.to_string()),
            ("AZURE_AUTHORITY_HOST", self.authority_host().into()),
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
            ("PATLESS_EMULATOR_VSTOKEN_URL", self.vstoken_url().into()),
            (
                "PATLESS_EMULATOR_MARKETPLACE_URL",
                self.marketplace_url().into(),
            ),
            (
                "PATLESS_EMULATOR_ARM_URL",
                self.resource_manager_url().into(),
            ),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
    }
}
