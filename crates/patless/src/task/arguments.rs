//! The task's options on the command line, for script steps: the agent gives them no inputs and no service connection.

use clap::Args;
use patless_core::Environment;

use crate::cli::script_step;

/// The task's options in a script step.
///
/// With them, everything that an agent gives only to tasks is ignored: in a script step, any printed line could have
/// set a public variable of that name. Map the job's token: `env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)`.
#[derive(Debug, Args)]
pub(crate) struct TaskArgs {
    /// In a script step: id of the service connection. Requires its identity and the variable.
    #[arg(long, value_name = "ID", requires_all = ["tenant", "client", "variable"])]
    service_connection: Option<String>,
    /// Tenant of the identity.
    #[arg(long, value_name = "ID", requires = "service_connection")]
    tenant: Option<String>,
    /// Client id of the identity.
    #[arg(long, value_name = "ID", requires = "service_connection")]
    client: Option<String>,
    /// URL of the authority host. Default: that of the public cloud.
    #[arg(long, value_name = "URL", requires = "service_connection")]
    authority_host: Option<String>,
    /// Name of the secret variable that gets the token.
    #[arg(long, value_name = "NAME", requires = "service_connection")]
    variable: Option<String>,
    /// What the token is for: a scope, a resource or a short name. Default: `azureDevOps`.
    #[arg(long, requires = "service_connection")]
    scope: Option<String>,
}

impl TaskArgs {
    /// Adds the options to the environment as an agent passes them to a task. Without options, it changes nothing.
    pub(crate) fn hand_over(&self, environment: Environment) -> Environment {
        let Some(connection) = &self.service_connection else {
            return environment;
        };
        let id = connection.trim().to_lowercase();
        let scheme = Some("WorkloadIdentityFederation".to_owned());
        let told = [
            ("INPUT_SERVICECONNECTION".to_owned(), Some(id.clone())),
            ("INPUT_VARIABLE".to_owned(), self.variable.clone()),
            ("INPUT_SCOPE".to_owned(), self.scope.clone()),
            (
                "INPUT_AUTHORITYHOST".to_owned(),
                self.authority_host.clone(),
            ),
            (format!("ENDPOINT_AUTH_SCHEME_{id}"), scheme),
            (
                format!("ENDPOINT_AUTH_PARAMETER_{id}_TENANTID"),
                self.tenant.clone(),
            ),
            (
                format!("ENDPOINT_AUTH_PARAMETER_{id}_SERVICEPRINCIPALID"),
                self.client.clone(),
            ),
        ];
        let told = told
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)));
        script_step::with_told(environment, &[self.authority_host.as_deref()], told)
    }
}
