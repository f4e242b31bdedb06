//! The events that report how a stage ended.

use std::sync::Arc;

use patless_core::azure_devops::{Directory, Identity};
use patless_core::{AccessToken, Assertion, Context, ServiceConnection, Target, TenantId};

use super::request::{ConnectionSource, RequestedScope};
use super::stage::Stage;
use crate::failure::Failure;

/// How a stage ended.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event<'a> {
    /// It succeeded.
    Passed(Passed<'a>),
    /// It failed.
    Failed(Stage, &'a Arc<Failure>),
    /// It was skipped. The text says why.
    Skipped(Stage, &'static str),
}

/// What a stage got.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Passed<'a> {
    /// The scopes that tokens are asked for.
    Inputs(&'a [RequestedScope]),
    /// How servers are reached from this job.
    Environment(&'a Context),
    /// The job's own token, which no listener needs.
    JobToken,
    /// A service connection, and its source.
    ServiceConnection(&'a ServiceConnection, &'a ConnectionSource),
    /// An assertion, and the service connection that it was asked for.
    Assertion(&'a Assertion, &'a ServiceConnection),
    /// The claims of an assertion that is about this service connection.
    Claims(&'a Assertion, &'a ServiceConnection),
    /// An access token.
    AccessToken(&'a Arc<AccessToken>),
    /// Where the target's organization belongs, and the tenant that this was compared with. `None`: with none.
    Tenant(&'a Directory, &'a Target, Option<&'a TenantId>),
    /// Who the identity is in the organization.
    Identity(&'a Identity),
    /// The name of a project that the identity sees.
    Project(&'a str),
    /// The name of a repository that the identity sees.
    Repository(&'a str),
}

impl Passed<'_> {
    /// The stage that got it.
    pub(crate) const fn stage(self) -> Stage {
        match self {
            Self::Inputs(_) => Stage::Inputs,
            Self::Environment(_) => Stage::Environment,
            Self::JobToken => Stage::JobToken,
            Self::ServiceConnection(..) => Stage::ServiceConnection,
            Self::Assertion(..) => Stage::Assertion,
            Self::Claims(..) => Stage::Claims,
            Self::AccessToken(_) => Stage::AccessToken,
            Self::Tenant(..) => Stage::Tenant,
            Self::Identity(_) => Stage::Identity,
            Self::Project(_) => Stage::Project,
            Self::Repository(_) => Stage::Repository,
        }
    }
}
