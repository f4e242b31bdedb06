//! Owns what the doctor is asked about.

use patless_core::{
    ClientId, Environment, EnvironmentError, Limits, Scope, ServiceConnection, ServiceConnectionId,
    Target, TenantId,
};

use crate::failure::Failure;
use crate::inputs::Inputs;

/// What the doctor is asked about.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Question {
    /// The service connection behind the tokens.
    pub connection: ConnectionSource,
    /// What tokens are to be for. At least one.
    pub scopes: Vec<WantedScope>,
    /// What the token for Azure DevOps is to be used on. `None`: the organization of the running job.
    pub target: Option<Target>,
    /// How long things may take.
    pub limits: Limits,
}

/// Where the identity behind a service connection is known from.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ConnectionSource {
    /// The agent handed it over, as it does to tasks.
    Agent(ServiceConnectionId),
    /// Somebody told it.
    Told {
        /// The service connection.
        id: ServiceConnectionId,
        /// The tenant that owns the identity.
        tenant: TenantId,
        /// The identity's client id.
        client: ClientId,
        /// The authority host's URL. `None`: that of the public cloud.
        authority_host: Option<String>,
    },
}

/// A scope that is wanted.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct WantedScope {
    /// Where it was written, to be named in an error: `for the variable TOKEN`.
    pub place: String,
    /// The text: a scope, a resource or a short name.
    pub text: String,
}

impl Question {
    /// Asks what the task's inputs ask for.
    pub fn of_task(environment: &Environment) -> Result<Self, Failure> {
        let inputs = Inputs::from_environment(environment)?;
        let scopes = inputs.wanted.iter().map(|wanted| WantedScope {
            place: format!("for the variable {}", wanted.variable),
            text: wanted.scope.clone(),
        });
        Ok(Self {
            connection: ConnectionSource::Agent(inputs.connection),
            scopes: scopes.collect(),
            target: inputs.target.clone(),
            limits: inputs.limits(),
        })
    }
}

impl ConnectionSource {
    /// The service connection's id.
    pub fn id(&self) -> ServiceConnectionId {
        match self {
            Self::Agent(id) | Self::Told { id, .. } => *id,
        }
    }

    /// Reads the service connection.
    pub fn read(&self, environment: &Environment) -> Result<ServiceConnection, EnvironmentError> {
        match self {
            Self::Agent(id) => ServiceConnection::from_environment(environment, *id),
            Self::Told {
                id,
                tenant,
                client,
                authority_host,
            } => ServiceConnection::new(*id, tenant.clone(), *client, authority_host.as_deref()),
        }
    }
}

impl WantedScope {
    /// Reads the scope, for the connection's cloud.
    pub fn read(&self, connection: &ServiceConnection) -> Result<Scope, Failure> {
        Scope::parse(&self.text, connection.other_cloud()).map_err(|source| Failure::Scope {
            place: self.place.clone(),
            source,
        })
    }
}
