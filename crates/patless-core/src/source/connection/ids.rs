//! The ids of a service connection that flags or variables name: the connection itself, its tenant and its client.

use crate::environment::variables::{
    AZURE_CLIENT_ID, AZURE_TENANT_ID, AZURESUBSCRIPTION_CLIENT_ID,
    AZURESUBSCRIPTION_SERVICE_CONNECTION_ID, AZURESUBSCRIPTION_TENANT_ID, PATLESS_CLIENT,
    PATLESS_SERVICE_CONNECTION, PATLESS_TENANT,
};
use crate::environment::{Environment, Variable};
use patless_catalogue::identifiers::{ClientId, InvalidIdentifier, ServiceConnectionId, TenantId};

/// The ids that the user gave.
#[derive(Clone, Debug, Default)]
pub struct ToldIds {
    /// The connection.
    pub connection: Option<ServiceConnectionId>,
    /// The tenant of its identity.
    pub tenant: Option<TenantId>,
    /// The client id of its identity.
    pub client: Option<ClientId>,
}

/// The ids of one service connection.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ConnectionIds {
    /// The connection.
    pub connection: ServiceConnectionId,
    /// The tenant of its identity.
    pub tenant: TenantId,
    /// The client id of its identity.
    pub client: ClientId,
    /// The variable that gave the tenant. `None`: the user.
    pub tenant_variable: Option<&'static str>,
    /// The variable that gave the client. `None`: the user.
    pub client_variable: Option<&'static str>,
}

/// An id is missing or malformed.
///
/// The set is closed: there are three ids.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum IdsError {
    /// Nothing names a connection.
    #[error("no service connection is given, and none of these variables is set: {variables}")]
    NoConnection {
        /// The variables that may name it.
        variables: String,
    },
    /// Nothing names the tenant.
    #[error("no tenant is given, and none of these variables is set: {variables}")]
    NoTenant {
        /// The variables that may name it.
        variables: String,
    },
    /// Nothing names the client.
    #[error("no client is given, and none of these variables is set: {variables}")]
    NoClient {
        /// The variables that may name it.
        variables: String,
    },
    /// A variable holds something else than an id.
    #[error("{variable}: {source}")]
    Invalid {
        /// The variable.
        variable: &'static str,
        /// What is wrong with it.
        source: InvalidIdentifier,
    },
}

impl ConnectionIds {
    /// Finds the ids: those that were told, else those of the variables.
    ///
    /// What an agent gives only to tasks is ignored: a script step gets none of it, and whoever sets such variables could
    /// redirect the assertion to an authority host of their choice.
    pub fn find(environment: &Environment, told: ToldIds) -> Result<Self, IdsError> {
        let connections = PLACES.iter().filter_map(|place| place.connection);
        let connection = told_or_set(told.connection, connections, environment, |text| {
            ServiceConnectionId::parse(text)
        })?;
        let (connection, _) =
            connection.map_err(|variables| IdsError::NoConnection { variables })?;
        // Do not mix tenant and client of two places, or of another connection.
        let mut places = PLACES.to_vec();
        places.retain(|place| !place.is_about_another(connection, environment));
        if let Some(first) = places.iter().find(|place| place.is_set(environment)) {
            places = vec![*first];
        }
        let tenants = places.iter().map(|place| place.tenant);
        let tenant = told_or_set(told.tenant, tenants, environment, TenantId::parse)?;
        let (tenant, tenant_variable) =
            tenant.map_err(|variables| IdsError::NoTenant { variables })?;
        let clients = places.iter().map(|place| place.client);
        let client = told_or_set(told.client, clients, environment, ClientId::parse)?;
        let (client, client_variable) =
            client.map_err(|variables| IdsError::NoClient { variables })?;
        Ok(Self {
            connection,
            tenant,
            client,
            tenant_variable,
            client_variable,
        })
    }
}

/// An id and the variable that gave it, or the variables of which none did.
type FoundId<T> = Result<(T, Option<&'static str>), String>;

/// Takes what was told, or the value of the first variable that is set.
fn told_or_set<T>(
    told: Option<T>,
    variables: impl Iterator<Item = &'static Variable> + Clone,
    environment: &Environment,
    parse: impl Fn(&str) -> Result<T, InvalidIdentifier>,
) -> Result<FoundId<T>, IdsError> {
    if let Some(id) = told {
        return Ok(Ok((id, None)));
    }
    let set = |it: &'static Variable| Some((it.name(), environment.variable(it)?.trim()));
    match variables.clone().find_map(set) {
        Some((variable, text)) => match parse(text) {
            Ok(id) => Ok(Ok((id, Some(variable)))),
            Err(source) => Err(IdsError::Invalid { variable, source }),
        },
        None => Ok(Err(variables
            .map(Variable::name)
            .collect::<Vec<_>>()
            .join(", "))),
    }
}

/// Variables that describe one identity.
#[derive(Clone, Copy)]
struct Place {
    /// The service connection. `None`: no variable says which one it is.
    connection: Option<&'static Variable>,
    tenant: &'static Variable,
    client: &'static Variable,
}

/// Where an identity is looked for, in this order: our own variables, those of `AzureCLI@2` and `AzurePowerShell@5`, those
/// of the Azure SDKs.
const PLACES: &[Place] = &[
    Place {
        connection: Some(&PATLESS_SERVICE_CONNECTION),
        tenant: &PATLESS_TENANT,
        client: &PATLESS_CLIENT,
    },
    Place {
        connection: Some(&AZURESUBSCRIPTION_SERVICE_CONNECTION_ID),
        tenant: &AZURESUBSCRIPTION_TENANT_ID,
        client: &AZURESUBSCRIPTION_CLIENT_ID,
    },
    Place {
        connection: None,
        tenant: &AZURE_TENANT_ID,
        client: &AZURE_CLIENT_ID,
    },
];

impl Place {
    /// Whether any of its variables is set.
    fn is_set(&self, environment: &Environment) -> bool {
        [self.tenant, self.client]
            .iter()
            .any(|it| environment.variable(it).is_some())
    }

    /// Whether it describes a different service connection.
    fn is_about_another(&self, connection: ServiceConnectionId, environment: &Environment) -> bool {
        self.connection
            .and_then(|it| environment.variable(it))
            .is_some_and(|named| !named.trim().eq_ignore_ascii_case(&connection.to_string()))
    }
}
