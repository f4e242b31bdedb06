//! What to do if the source that was named is not here.

use patless_core::SourceName;

/// Says what makes a source be here.
pub(super) const fn of_absent(source: SourceName) -> &'static str {
    match source {
        SourceName::Variable => {
            "in a job, map the secret variable in the step's env, as in NAME: $(NAME); elsewhere, set the variable that --token-variable \
             names (for exec, --variable too), or leave out --source, so that a token is requested"
        }
        SourceName::Keeper => {
            "in a job, have a step before this one keep tokens fresh, by the input keepFresh of Patless@1; elsewhere, name another source"
        }
        SourceName::ServiceConnection => {
            "run it in a script step of an Azure Pipelines job, with --service-connection, and with \
             SYSTEM_ACCESSTOKEN: $(System.AccessToken) under env; elsewhere, name another source"
        }
        SourceName::GitHubActions => {
            "in a job of a GitHub workflow, add the permission `id-token: write`, and set AZURE_TENANT_ID and AZURE_CLIENT_ID; \
             elsewhere, name another source"
        }
        SourceName::ClientCertificate => {
            "set AZURE_CLIENT_CERTIFICATE_PATH, AZURE_TENANT_ID and AZURE_CLIENT_ID, or name another source"
        }
        SourceName::ClientSecret => {
            "set AZURE_CLIENT_SECRET, AZURE_TENANT_ID and AZURE_CLIENT_ID, or name another source"
        }
        SourceName::WorkloadIdentity => {
            "set AZURE_FEDERATED_TOKEN_FILE, AZURE_TENANT_ID and AZURE_CLIENT_ID: on Kubernetes, the label \
             azure.workload.identity/use: \"true\" of the pod does so"
        }
        SourceName::AzureCli => {
            "install Azure CLI, so that az is in a folder of PATH, and run az login; or name another source"
        }
        SourceName::AzureDeveloperCli => {
            "install Azure Developer CLI, so that azd is in a folder of PATH, and run azd auth login; or name another source"
        }
        // A managed identity is not looked for where it is named, and whoever names the device code is asked.
        _ => "name another source; docs/SOURCES.md lists what each needs",
    }
}
