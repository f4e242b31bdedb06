//! Environment variables that a process has on a host with managed identities.

use crate::emulator::Emulator;
use crate::services::ManagedIdentityHost;
use crate::services::managed_identity::{
    app_service, arc, assigned, cloud_shell, machine_learning,
};

impl Emulator {
    /// Returns the environment variables by which a process on a host finds its managed identities.
    ///
    /// Two of them are secrets: `IDENTITY_HEADER` and `MSI_SECRET`. On a virtual machine there is only the one that
    /// replaces 169.254.169.254, which real machines do not have.
    ///
    /// A client checks that a key of Azure Arc is in `/var/opt/azcmagent/tokens`. Here the folder is another one: see
    /// [`arc_key_folder`](Self::arc_key_folder).
    pub fn managed_identity_environment(&self, kind: ManagedIdentityHost) -> Vec<(String, String)> {
        let hosts = &self.urls().hosts;
        let secrets = self.host_secrets();
        let assigned = assigned(self.scenario(), self.world());
        let default_client_id = assigned
            .first()
            .map_or_else(String::new, |it| it.application.client_id.to_string());
        let variables = match kind {
            ManagedIdentityHost::Imds => {
                vec![("AZURE_POD_IDENTITY_AUTHORITY_HOST", origin(&hosts.imds))]
            }
            ManagedIdentityHost::AppService => vec![
                (
                    "IDENTITY_ENDPOINT",
                    origin(&hosts.app_service) + app_service::TOKEN.path,
                ),
                ("IDENTITY_HEADER", secrets.identity_header.clone()),
            ],
            ManagedIdentityHost::Arc => vec![
                ("IDENTITY_ENDPOINT", origin(&hosts.arc) + arc::TOKEN.path),
                ("IMDS_ENDPOINT", origin(&hosts.arc)),
            ],
            ManagedIdentityHost::MachineLearning => vec![
                (
                    "MSI_ENDPOINT",
                    origin(&hosts.machine_learning) + machine_learning::TOKEN.path,
                ),
                ("MSI_SECRET", secrets.msi_secret.clone()),
                ("DEFAULT_IDENTITY_CLIENT_ID", default_client_id),
            ],
            ManagedIdentityHost::CloudShell => vec![(
                "MSI_ENDPOINT",
                origin(&hosts.cloud_shell) + cloud_shell::TOKEN.path,
            )],
        };
        variables
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }
}

/// Returns a URL without its trailing slash.
fn origin(url: &url::Url) -> String {
    url.as_str().trim_end_matches('/').to_owned()
}
