//! The request to the stages: which tokens, for which identity, and how much to check.

use std::sync::Arc;
use std::time::Duration;

use patless_core::errors::EnvironmentError;
use patless_core::{
    AuthorityHost, ClientId, Cloud, Environment, Limits, Loopback, Scope, ScopeName,
    ServiceConnection, ServiceConnectionId, Target, TenantId,
};

use super::expected::Expected;
use crate::failure::Failure;

/// The request, as far as it is valid.
#[derive(Debug)]
pub(crate) struct Request {
    /// The first error in the request. `None` if there is none.
    pub(crate) problem: Option<Arc<Failure>>,
    /// The source of the service connection, or why there is none.
    pub(crate) connection: Result<ConnectionSource, Arc<Failure>>,
    /// What tokens are to be for, one token each.
    pub(crate) scopes: Vec<RequestedScope>,
    /// The required lifetime of each token.
    pub(crate) minimum_lifetime: Duration,
    /// Whether an assertion is wanted for its own sake.
    pub(crate) wants_assertion: bool,
    /// Who the identity must be, and what is to be known about it.
    pub(crate) acquaintance: Acquaintance,
    /// The time limits.
    pub(crate) limits: Limits,
    /// How much is checked.
    pub(crate) extent: Extent,
}

impl Request {
    /// Whether an assertion is needed: for a token, for its own sake, for its subject, or because everything is checked.
    ///
    /// The ids of the service connection are there without one.
    pub(super) fn needs_assertion(&self) -> bool {
        !self.scopes.is_empty()
            || self.wants_assertion
            || self.acquaintance.expected.subject.is_some()
            || matches!(self.extent, Extent::Everything(_))
    }
}

/// Who the identity must be, and what is to be known about it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Acquaintance {
    /// Who it must be.
    pub(crate) expected: Expected,
    /// Whether the ids are asked for under which Azure DevOps knows it.
    pub(crate) whoami: bool,
}

impl Acquaintance {
    /// Whether Azure DevOps is asked, which needs a token for it.
    pub(crate) fn needs_azure_devops(&self) -> bool {
        self.whoami || self.expected.identity.is_some()
    }
}

/// How much is checked.
#[derive(Debug)]
pub(crate) enum Extent {
    /// Only what tokens require. The first failure ends it, and only Entra checks the claims.
    Tokens,
    /// Everything, despite failures: also the claims, and the target of the token for Azure DevOps.
    Everything(TargetChoice),
}

/// The target to use a token on.
#[derive(Debug)]
pub(crate) enum TargetChoice {
    /// This.
    Given(Target),
    /// The organization of the running job.
    Job,
    /// The given target is invalid. There is no fallback.
    Wrong,
}

/// Where the identity of a service connection comes from.
#[derive(Clone, Debug)]
pub(crate) enum ConnectionSource {
    /// The agent passed it, as it does to tasks.
    Agent {
        /// The service connection.
        id: ServiceConnectionId,
        /// The authority host that the task's input names. `None`: the connection's own.
        authority_host: Option<AuthorityHost>,
    },
    /// It was given by flags or variables.
    Told {
        /// The service connection.
        id: ServiceConnectionId,
        /// The tenant that owns the identity.
        tenant: TenantId,
        /// The identity's client id.
        client: ClientId,
        /// The authority host's URL. `None`: that of the public cloud.
        authority_host: Option<String>,
        /// The source of tenant and client: `AZURE_TENANT_ID`, `--client`.
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
    /// Determines the target, or says why it is unknown.
    pub(super) fn read(self, environment: &Environment) -> Result<Target, &'static str> {
        match self {
            Self::Given(target) => Ok(target),
            // The environment stage reports errors in the job's own URL.
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
    pub(crate) fn read(
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
    /// Resolves the scope in a cloud. `None`: which one it is, is not known.
    pub(crate) fn resolve(&self, cloud: Option<&Cloud>) -> Result<Scope, Failure> {
        let name = ScopeName::parse(&self.text);
        let scope = name.and_then(|name| match cloud {
            Some(cloud) => name.resolve(cloud),
            None => Ok(name.in_any_cloud()),
        });
        scope.map_err(|source| Failure::Scope {
            place: self.place.clone(),
            source,
        })
    }
}
