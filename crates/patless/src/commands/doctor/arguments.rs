//! Owns what the doctor is told on the command line, and which variables stand for what it is not told.

use std::time::Duration;

use clap::Args;
use patless_core::{
    ClientId, Environment, InvalidIdentifier, Limits, ServiceConnectionId, TenantId,
};

use crate::doctor::{ConnectionSource, Question, TargetChoice, WantedScope};
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
    /// Tenant of the identity. Else `PATLESS_TENANT`; `AZURESUBSCRIPTION_TENANT_ID`, where these variables are about the
    /// same service connection; `AZURE_TENANT_ID`.
    #[arg(long, value_name = "ID")]
    pub tenant: Option<String>,
    /// Client id of the identity. Else the variable of `…CLIENT…` beside the one of the tenant.
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
    /// Explains the text of an error, of Patless or of any other tool, without any request. `-` reads standard input, of a
    /// long one the last MiB. Exit code 2, and `null` as JSON, where the text holds no error that is known.
    #[arg(long, value_name = "ERROR TEXT", allow_hyphen_values = true)]
    pub explain: Option<String>,
}

impl DoctorArgs {
    /// Puts the question together.
    pub(super) fn question(&self, environment: &Environment) -> Question {
        let mut problem = None;
        let connection = match self.connection(environment) {
            Ok(connection) => Some(connection),
            Err(error) => {
                problem = Some(error.into());
                None
            }
        };
        let target = TargetChoice::read(self.target.as_deref(), "--target", &mut problem);
        Question {
            problem,
            connection,
            scopes: vec![WantedScope {
                place: "of --scope".to_owned(),
                text: self.scope.clone(),
            }],
            target,
            limits: Limits::default().with_total(Duration::from_secs(self.retry_budget)),
        }
    }

    /// Finds out whose identity it is.
    ///
    /// What an agent hands over to tasks is not looked at: a script step has none of it, and whoever sets its variables
    /// could have the assertion sent to an authority host of theirs.
    fn connection(&self, environment: &Environment) -> Result<ConnectionSource, InputError> {
        let own = SERVICE_CONNECTION.find(self.service_connection.as_deref(), environment);
        let Told { name, text } = own.ok_or_else(|| SERVICE_CONNECTION.missing())?;
        let id = ServiceConnectionId::parse(text).map_err(|source| flag(name, source))?;
        // Tenant and client of another connection than the one in question would be a trap.
        let is_same = environment
            .variable(SERVICE_CONNECTION.variables[1])
            .is_some_and(|other| other.eq_ignore_ascii_case(text));
        let of_same = |told: &Told<'_>| is_same || !told.name.starts_with("AZURESUBSCRIPTION_");
        let tenant = TENANT
            .all(self.tenant.as_deref(), environment)
            .find(of_same);
        let client = CLIENT
            .all(self.client.as_deref(), environment)
            .find(of_same);
        let tenant = tenant.ok_or_else(|| TENANT.missing())?;
        let client = client.ok_or_else(|| CLIENT.missing())?;
        Ok(ConnectionSource::Told {
            id,
            tenant: TenantId::parse(tenant.text).map_err(|source| flag(tenant.name, source))?,
            client: ClientId::parse(client.text).map_err(|source| flag(client.name, source))?,
            authority_host: self.authority_host.clone(),
            told_by: format!("{} and {}", tenant.name, client.name),
        })
    }
}

fn flag(flag: &'static str, source: InvalidIdentifier) -> InputError {
    InputError::Flag { flag, source }
}

/// A flag, and the variables that stand for it, the first one first.
struct Flag {
    name: &'static str,
    variables: &'static [&'static str],
}

/// What was told, and by which flag or variable.
struct Told<'a> {
    name: &'static str,
    text: &'a str,
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
    /// Lists what was told, the flag first.
    fn all<'a>(
        &'static self,
        given: Option<&'a str>,
        environment: &'a Environment,
    ) -> impl Iterator<Item = Told<'a>> {
        let given = given.map(|text| Told {
            name: self.name,
            text,
        });
        let variables = self.variables.iter().filter_map(|&name| {
            let text = environment.variable(name)?;
            Some(Told { name, text })
        });
        given.into_iter().chain(variables)
    }

    fn find<'a>(
        &'static self,
        given: Option<&'a str>,
        environment: &'a Environment,
    ) -> Option<Told<'a>> {
        self.all(given, environment).next()
    }

    fn missing(&self) -> InputError {
        InputError::MissingFlag {
            flag: self.name,
            variables: self.variables.join(", "),
        }
    }
}
