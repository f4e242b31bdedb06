//! Owns what the doctor is told on the command line, and which variables stand for what it is not told.

use std::time::Duration;

use clap::Args;
use patless_core::{ClientId, Environment, Limits, ServiceConnectionId, Target, TenantId};

use crate::doctor::{ConnectionSource, Question, WantedScope};
use crate::failure::Failure;
use crate::inputs::InputError;

/// What the doctor is told on the command line.
///
/// In a script step of a job, map the job's token: `env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)`. What the flags do
/// not say, the variables in their help do.
#[derive(Debug, Args)]
#[non_exhaustive]
pub struct DoctorArgs {
    /// Id of the service connection. Else `PATLESS_SERVICE_CONNECTION`, `AZURESUBSCRIPTION_SERVICE_CONNECTION_ID`.
    #[arg(long, value_name = "ID")]
    pub service_connection: Option<String>,
    /// Tenant of the identity. Else `PATLESS_TENANT`, `AZURESUBSCRIPTION_TENANT_ID`, `AZURE_TENANT_ID`.
    #[arg(long, value_name = "ID")]
    pub tenant: Option<String>,
    /// Client id of the identity. Else `PATLESS_CLIENT`, `AZURESUBSCRIPTION_CLIENT_ID`, `AZURE_CLIENT_ID`.
    #[arg(long, value_name = "ID")]
    pub client: Option<String>,
    /// URL of the authority host. Default: that of the public cloud. No variable stands for it: who sets variables could
    /// have the assertion sent elsewhere.
    #[arg(long, value_name = "URL")]
    pub authority_host: Option<String>,
    /// What the token is for: a scope, a resource or a short name.
    #[arg(long, default_value = "azureDevOps")]
    pub scope: String,
    /// Organization, project or repository to use the token on. Default: the organization of the running job.
    #[arg(long, value_name = "URL")]
    pub target: Option<String>,
    /// Seconds that all requests may take together, retries and waits included.
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(0..=3600))]
    pub retry_budget: u64,
    /// Prints the diagnosis, or the explanation, as JSON.
    #[arg(long)]
    pub json: bool,
    /// Explains the text of an error, of Patless or of any other tool, without any request. `-` reads standard input.
    #[arg(long, value_name = "ERROR TEXT")]
    pub explain: Option<String>,
}

impl DoctorArgs {
    /// Puts the question together.
    pub(super) fn question(&self, environment: &Environment) -> Result<Question, Failure> {
        let target = self.target.as_deref().map(Target::parse).transpose();
        let target = target.map_err(|source| InputError::Target {
            input: "--target",
            source,
        })?;
        Ok(Question {
            connection: self.connection(environment)?,
            scopes: vec![WantedScope {
                place: "of --scope".to_owned(),
                text: self.scope.clone(),
            }],
            target,
            limits: Limits::default().with_total(Duration::from_secs(self.retry_budget)),
        })
    }

    fn connection(&self, environment: &Environment) -> Result<ConnectionSource, Failure> {
        let id = SERVICE_CONNECTION.required(self.service_connection.as_deref(), environment)?;
        let id =
            ServiceConnectionId::parse(id).map_err(|source| SERVICE_CONNECTION.wrong(source))?;
        let tenant = TENANT.text(self.tenant.as_deref(), environment);
        let client = CLIENT.text(self.client.as_deref(), environment);
        let is_handed_over = environment
            .variable(&format!("ENDPOINT_AUTH_SCHEME_{id}"))
            .is_some();
        if is_handed_over && self.tenant.is_none() && self.client.is_none() {
            return Ok(ConnectionSource::Agent(id));
        }
        let tenant = tenant.ok_or_else(|| TENANT.missing())?;
        let client = client.ok_or_else(|| CLIENT.missing())?;
        Ok(ConnectionSource::Told {
            id,
            tenant: TenantId::parse(tenant).map_err(|source| TENANT.wrong(source))?,
            client: ClientId::parse(client).map_err(|source| CLIENT.wrong(source))?,
            authority_host: self.authority_host.clone(),
        })
    }
}

/// A flag, and the variables that stand for it, the first one first.
struct Flag {
    name: &'static str,
    variables: &'static [&'static str],
}

/// The variables of `AZURESUBSCRIPTION_…` are those of `AzureCLI@2` and `AzurePowerShell@5`, those of `AZURE_…` of the
/// Azure SDKs.
const SERVICE_CONNECTION: Flag = Flag {
    name: "--service-connection",
    variables: &[
        "PATLESS_SERVICE_CONNECTION",
        "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID",
    ],
};
const TENANT: Flag = Flag {
    name: "--tenant",
    variables: &[
        "PATLESS_TENANT",
        "AZURESUBSCRIPTION_TENANT_ID",
        "AZURE_TENANT_ID",
    ],
};
const CLIENT: Flag = Flag {
    name: "--client",
    variables: &[
        "PATLESS_CLIENT",
        "AZURESUBSCRIPTION_CLIENT_ID",
        "AZURE_CLIENT_ID",
    ],
};
impl Flag {
    fn text<'a>(&self, given: Option<&'a str>, environment: &'a Environment) -> Option<&'a str> {
        given.or_else(|| {
            self.variables
                .iter()
                .find_map(|name| environment.variable(name))
        })
    }

    fn required<'a>(
        &self,
        given: Option<&'a str>,
        environment: &'a Environment,
    ) -> Result<&'a str, InputError> {
        self.text(given, environment).ok_or_else(|| self.missing())
    }

    fn missing(&self) -> InputError {
        InputError::MissingFlag {
            flag: self.name,
            variables: self.variables.join(", "),
        }
    }

    fn wrong(&self, source: patless_core::InvalidIdentifier) -> InputError {
        InputError::Identifier {
            input: self.name,
            source,
        }
    }
}
