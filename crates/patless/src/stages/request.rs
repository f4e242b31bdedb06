//! What the stages are asked for: tokens, whose, and how much is looked at on the way.

use std::sync::Arc;
use std::time::Duration;

use patless_core::{
    AuthorityHost, ClientId, Cloud, Environment, EnvironmentError, Limits, Loopback, Scope,
    ScopeName, ServiceConnection, ServiceConnectionId, Target, TenantId,
};

use crate::failure::Failure;

/// What is asked for, as far as it can be read.
#[derive(Debug)]
pub(crate) struct Request {
    /// The first thing that is wrong with how it was asked. `None`: nothing.
    pub(crate) problem: Option<Arc<Failure>>,
    /// Where the service connection behind the tokens is known from, or why it cannot be.
    pub(crate) connection: Result<ConnectionSource, Arc<Failure>>,
    /// What tokens are to be for, one token each.
    pub(crate) scopes: Vec<RequestedScope>,
    /// How long each token has to live.
    pub(crate) minimum_lifetime: Duration,
    /// How long things may take.
    pub(crate) limits: Limits,
    /// How much is looked at.
    pub(crate) extent: Extent,
}

/// How much is looked at.
#[derive(Debug)]
pub(crate) enum Extent {
    /// What tokens take. The first stage that fails ends it, and Entra alone judges the claims.
    Tokens,
    /// Everything, whatever fails: the claims, and what the token for Azure DevOps is to be used on.
    Everything(TargetChoice),
}

/// What a token is to be used on.
#[derive(Debug)]
pub(crate) enum TargetChoice {
    /// This.
    Given(Target),
    /// The organization of the running job.
    Job,
    /// What was given is none: nothing takes its place.
    Wrong,
}

/// Where the identity behind a service connection is known from.
#[derive(Clone, Debug)]
pub(crate) enum ConnectionSource {
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

/// A scope that a token is asked for.
#[derive(Clone, Debug)]
pub(crate) struct RequestedScope {
    /// Where it was written, to be named in an error: `for the variable TOKEN`.
    pub(crate) place: String,
    /// The text: a scope, a resource or a short name.
    pub(crate) text: String,
}

impl TargetChoice {
    /// Finds out which target it is, or says why that is not known.
    pub(super) fn read(self, environment: &Environment) -> Result<Target, &'static str> {
        match self {
            Self::Given(target) => Ok(target),
            // What is wrong with the job's own URL, the stage of the environment says.
            Self::Job => Target::of_job(environment)
                .ok()
                .flatten()
                .ok_or("no target is given"),
            Self::Wrong => Err("the target is invalid"),
        }
    }
}

impl ConnectionSource {
    /// Reads the service connection.
    pub(super) fn read(
        &self,
        environment: &Environment,
    ) -> Result<ServiceConnection, EnvironmentError> {
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

impl RequestedScope {
    /// Finds the scope that is meant in a cloud.
    pub(super) fn resolve(&self, cloud: &Cloud) -> Result<Scope, Failure> {
        let name = ScopeName::parse(&self.text);
        let scope = name.and_then(|name| name.resolve(cloud));
        scope.map_err(|source| Failure::Scope {
            place: self.place.clone(),
            source,
        })
    }
}
