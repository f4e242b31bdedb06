//! Owns what the doctor is asked about.

use patless_core::{
    AuthorityHost, ClientId, Cloud, Environment, EnvironmentError, Limits, Loopback, Scope,
    ScopeName, ServiceConnection, ServiceConnectionId, Target, TenantId,
};

use crate::failure::Failure;
use crate::inputs::{self, InputError, Inputs, Wanted};

/// What the doctor is asked about, as far as it can be read.
#[derive(Debug)]
#[non_exhaustive]
pub struct Question {
    /// What is wrong with how it was asked. `None`: nothing.
    pub problem: Option<Failure>,
    /// The service connection behind the tokens. `None` where it cannot be read.
    pub connection: Option<ConnectionSource>,
    /// What tokens are to be for.
    pub scopes: Vec<WantedScope>,
    /// What the token for Azure DevOps is to be used on.
    pub target: TargetChoice,
    /// How long things may take.
    pub limits: Limits,
}

/// What a token is to be used on.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum TargetChoice {
    /// This.
    Given(Target),
    /// The organization of the running job.
    Job,
    /// What was given is none: nothing takes its place.
    Wrong,
}

impl TargetChoice {
    /// Reads what was given, and notes what is wrong with it where nothing has been noted yet.
    pub(crate) fn read(
        text: Option<&str>,
        input: &'static str,
        loopback: Loopback,
        problem: &mut Option<Failure>,
    ) -> Self {
        match text.map(|text| Target::parse(text, loopback)) {
            None => Self::Job,
            Some(Ok(target)) => Self::Given(target),
            Some(Err(source)) => {
                problem.get_or_insert(InputError::Target { input, source }.into());
                Self::Wrong
            }
        }
    }
}

/// Where the identity behind a service connection is known from.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ConnectionSource {
    /// The agent handed it over, as it does to tasks.
    Agent {
        /// The service connection.
        id: ServiceConnectionId,
        /// The authority host that the task's input names. `None`: the connection's own.
        authority_host: Option<AuthorityHost>,
    },
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
        /// Where tenant and client were told: `AZURE_TENANT_ID`, `--client`.
        told_by: String,
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
    pub fn of_task(environment: &Environment) -> Self {
        let mut problem = None;
        let target = TargetChoice::read(
            Inputs::target(environment),
            inputs::TARGET,
            Loopback::of_job(environment),
            &mut problem,
        );
        let inputs = match Inputs::from_environment(environment) {
            Ok(inputs) => Some(inputs),
            Err(error) => {
                problem.get_or_insert(error.into());
                None
            }
        };
        let wanted = inputs.iter().flat_map(|inputs| &inputs.wanted);
        Self {
            scopes: wanted.map(WantedScope::of_input).collect(),
            connection: inputs.as_ref().map(|inputs| ConnectionSource::Agent {
                id: inputs.connection,
                authority_host: inputs.authority_host.clone(),
            }),
            limits: inputs.as_ref().map(Inputs::limits).unwrap_or_default(),
            problem,
            target,
        }
    }
}

impl ConnectionSource {
    /// Reads the service connection.
    pub fn read(&self, environment: &Environment) -> Result<ServiceConnection, EnvironmentError> {
        match self {
            Self::Agent { id, authority_host } => {
                ServiceConnection::from_environment(environment, *id, authority_host.clone())
            }
            Self::Told {
                id,
                tenant,
                client,
                authority_host,
                ..
            } => {
                let host = authority_host.as_deref();
                // A flag is the user's own word, about this machine as well.
                let told = |text| AuthorityHost::told("--authority-host", text, Loopback::Counts);
                let host = host.map(told).transpose()?;
                ServiceConnection::new(*id, tenant.clone(), *client, host)
            }
        }
    }
}

impl WantedScope {
    /// The scope of one of the task's tokens.
    pub fn of_input(wanted: &Wanted) -> Self {
        Self {
            place: format!("for the variable {}", wanted.variable),
            text: wanted.scope.clone(),
        }
    }

    /// Finds the scope that is meant in a cloud.
    pub fn resolve(&self, cloud: &Cloud) -> Result<Scope, Failure> {
        let name = ScopeName::parse(&self.text);
        name.and_then(|name| name.resolve(cloud))
            .map_err(|source| Failure::Scope {
                place: self.place.clone(),
                source,
            })
    }
}
