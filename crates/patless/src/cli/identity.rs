//! The flags that select the identity, for every verb of a script step, and the variables that replace them.

use clap::Args;
use patless_core::{
    ClientId, Environment, InvalidIdentifier, ServiceConnectionId, TenantId, Variable, variables,
};

use crate::input_error::InputError;
use crate::stages::ConnectionSource;

/// The identity.
#[derive(Debug, Args)]
pub(crate) struct IdentityArgs {
    /// Id of the service connection. Default: `PATLESS_SERVICE_CONNECTION`, `AZURESUBSCRIPTION_SERVICE_CONNECTION_ID`.
    #[arg(long, value_name = "ID")]
    service_connection: Option<String>,
    /// Tenant of the identity. Default: that of the first of these pairs: `PATLESS_TENANT` and `PATLESS_CLIENT`;
    /// `AZURESUBSCRIPTION_TENANT_ID` and `AZURESUBSCRIPTION_CLIENT_ID`; `AZURE_TENANT_ID` and `AZURE_CLIENT_ID`. A pair is
    /// skipped if the variable beside it names another service connection.
    #[arg(long, value_name = "ID")]
    tenant: Option<String>,
    /// Client id of the identity. Default: that of the same pair.
    #[arg(long, value_name = "ID")]
    client: Option<String>,
    /// URL of the authority host. Default: that of the public cloud. No variable sets it: whoever sets variables could
    /// redirect the assertion.
    #[arg(long, value_name = "URL")]
    pub(crate) authority_host: Option<String>,
}

impl IdentityArgs {
    /// Determines the identity.
    ///
    /// What an agent gives only to tasks is ignored: a script step gets none of it, and whoever sets such variables
    /// could redirect the assertion to an authority host of their choice.
    pub(crate) fn connection(
        &self,
        environment: &Environment,
    ) -> Result<ConnectionSource, InputError> {
        let connections = SOURCES.iter().filter_map(|source| source.connection);
        let (name, connection) = told(
            ("--service-connection", self.service_connection.as_deref()),
            connections,
            environment,
        )?;
        let id = ServiceConnectionId::parse(connection).map_err(|source| flag(name, source))?;
        // Do not mix tenant and client of two sources, or of another connection.
        let mut sources = SOURCES.to_vec();
        sources.retain(|source| !source.is_about_another(connection, environment));
        if let Some(first) = sources.iter().find(|source| source.is_set(environment)) {
            sources = vec![*first];
        }
        let (tenant_name, tenant) = told(
            ("--tenant", self.tenant.as_deref()),
            sources.iter().map(|source| source.tenant),
            environment,
        )?;
        let (client_name, client) = told(
            ("--client", self.client.as_deref()),
            sources.iter().map(|source| source.client),
            environment,
        )?;
        Ok(ConnectionSource::Told {
            id,
            tenant: TenantId::parse(tenant).map_err(|source| flag(tenant_name, source))?,
            client: ClientId::parse(client).map_err(|source| flag(client_name, source))?,
            authority_host: self.authority_host.clone(),
            told_by: format!("{tenant_name} and {client_name}"),
        })
    }
}

fn flag(flag: &'static str, source: InvalidIdentifier) -> InputError {
    InputError::Flag { flag, source }
}

/// Takes the flag's value, or that of the first variable that is set, with the name of the source.
fn told<'a>(
    (flag, given): (&'static str, Option<&'a str>),
    variables: impl Iterator<Item = &'static Variable> + Clone,
    environment: &'a Environment,
) -> Result<(&'static str, &'a str), InputError> {
    let set = |it: &Variable| Some((it.name(), environment.variable(it)?.trim()));
    let found = given.map(|text| (flag, text.trim()));
    found
        .or_else(|| variables.clone().find_map(set))
        .ok_or_else(|| InputError::MissingFlag {
            flag,
            variables: variables.map(Variable::name).collect::<Vec<_>>().join(", "),
        })
}

/// Variables that describe one identity.
#[derive(Clone, Copy)]
struct Source {
    /// The service connection. `None`: no variable says which one it is.
    connection: Option<&'static Variable>,
    tenant: &'static Variable,
    client: &'static Variable,
}

/// Where an identity is looked for, in this order: our own variables, those of `AzureCLI@2` and `AzurePowerShell@5`, those
/// of the Azure SDKs.
const SOURCES: &[Source] = &[
    Source {
        connection: Some(&variables::PATLESS_SERVICE_CONNECTION),
        tenant: &variables::PATLESS_TENANT,
        client: &variables::PATLESS_CLIENT,
    },
    Source {
        connection: Some(&variables::AZURESUBSCRIPTION_SERVICE_CONNECTION_ID),
        tenant: &variables::AZURESUBSCRIPTION_TENANT_ID,
        client: &variables::AZURESUBSCRIPTION_CLIENT_ID,
    },
    Source {
        connection: None,
        tenant: &variables::AZURE_TENANT_ID,
        client: &variables::AZURE_CLIENT_ID,
    },
];

impl Source {
    /// Whether any of its variables is set.
    fn is_set(&self, environment: &Environment) -> bool {
        [self.tenant, self.client]
            .iter()
            .any(|it| environment.variable(it).is_some())
    }

    /// Whether it describes a different service connection.
    fn is_about_another(&self, connection: &str, environment: &Environment) -> bool {
        self.connection
            .and_then(|it| environment.variable(it))
            .is_some_and(|named| !named.trim().eq_ignore_ascii_case(connection))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "00000000-0000-4000-8000-000000000001";
    const TWO: &str = "00000000-0000-4000-8000-000000000002";

    /// The source of tenant and client of connection `ONE`, or what is missing.
    fn told_by(tenant: Option<&str>, variables: &[(&str, &str)]) -> String {
        let arguments = IdentityArgs {
            service_connection: Some(ONE.to_owned()),
            tenant: tenant.map(str::to_owned),
            client: None,
            authority_host: None,
        };
        match arguments.connection(&Environment::fixed(variables)) {
            Ok(ConnectionSource::Told { told_by, .. }) => told_by,
            Ok(_) => panic!("not told"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn tenant_and_client_are_of_one_source() {
        let sdk = [("AZURE_TENANT_ID", ONE), ("AZURE_CLIENT_ID", ONE)];
        assert_eq!(told_by(None, &sdk), "AZURE_TENANT_ID and AZURE_CLIENT_ID");
        assert_eq!(told_by(Some(TWO), &sdk), "--tenant and AZURE_CLIENT_ID");
        let mixed = [sdk[0], sdk[1], ("PATLESS_TENANT", TWO)];
        assert_eq!(
            told_by(None, &mixed),
            "--client is missing, and none of these variables is set: PATLESS_CLIENT"
        );
    }

    #[test]
    fn a_source_about_another_connection_is_passed_over() {
        for (connection, told) in [
            (
                ONE,
                "AZURESUBSCRIPTION_TENANT_ID and AZURESUBSCRIPTION_CLIENT_ID",
            ),
            (TWO, "AZURE_TENANT_ID and AZURE_CLIENT_ID"),
        ] {
            let variables = [
                ("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID", connection),
                ("AZURESUBSCRIPTION_TENANT_ID", TWO),
                ("AZURESUBSCRIPTION_CLIENT_ID", TWO),
                ("AZURE_TENANT_ID", ONE),
                ("AZURE_CLIENT_ID", ONE),
            ];
            assert_eq!(told_by(None, &variables), told);
            let alone = told_by(None, &variables[..3]);
            assert_eq!(alone.contains("is missing"), connection == TWO, "{alone}");
        }
    }
}
