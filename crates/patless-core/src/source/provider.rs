//! What gives access tokens itself, without an exchange of ours.

use std::time::Duration;

use super::azure_cli::AzureCli;
use super::azure_developer_cli::AzureDeveloperCli;
use super::device_code::{DeviceCode, TIME_FOR_A_PERSON};
use super::keeper::Keeper;
use super::managed_identity::ManagedIdentity;
use super::name::SourceName;
use super::variable::TokenVariable;
use crate::cloud::Cloud;
use crate::context::Context;
use crate::error::TokenError;
use crate::exchange::AccessToken;
use crate::retry::deadline::Deadline;
use crate::scope::Scope;

/// A provider of access tokens.
#[derive(Clone, Debug)]
pub(crate) enum Provider {
    /// Azure CLI.
    AzureCli(AzureCli),
    /// Azure Developer CLI.
    AzureDeveloperCli(AzureDeveloperCli),
    /// A user who signs in on another device.
    DeviceCode(DeviceCode),
    /// The keeper of this job.
    Keeper(Keeper),
    /// The host of a managed identity.
    ManagedIdentity(ManagedIdentity),
    /// A variable that holds an access token already.
    Variable(TokenVariable),
}

impl Provider {
    pub(crate) const fn name(&self) -> SourceName {
        match self {
            Self::AzureCli(_) => SourceName::AzureCli,
            Self::AzureDeveloperCli(_) => SourceName::AzureDeveloperCli,
            Self::DeviceCode(_) => SourceName::DeviceCode,
            Self::Keeper(_) => SourceName::Keeper,
            Self::ManagedIdentity(_) => SourceName::ManagedIdentity,
            Self::Variable(_) => SourceName::Variable,
        }
    }

    /// The cloud that its tokens are for. `None`: not known here.
    pub(crate) fn cloud(&self) -> Option<&Cloud> {
        match self {
            Self::ManagedIdentity(it) => Some(it.cloud()),
            Self::DeviceCode(it) => Some(it.cloud()),
            // They are set to one, and refuse what is of another.
            Self::AzureCli(_)
            | Self::AzureDeveloperCli(_)
            | Self::Keeper(_)
            | Self::Variable(_) => None,
        }
    }

    /// How long one attempt may take now, if a request to a server may take `limit`.
    pub(crate) fn attempt_limit(&self, limit: Duration, deadline: &Deadline) -> Duration {
        match self {
            // They make several requests of their own, and some take seconds to start.
            Self::AzureCli(_) | Self::AzureDeveloperCli(_) | Self::Keeper(_) => deadline.patience(),
            Self::DeviceCode(_) | Self::ManagedIdentity(_) | Self::Variable(_) => limit,
        }
    }

    /// The time that a person may take before there is a token, in addition to that of the requests. `None` if nobody is
    /// asked: then a token may also be renewed behind the back of its user.
    pub(crate) const fn time_for_a_person(&self) -> Option<Duration> {
        match self {
            Self::DeviceCode(_) => Some(TIME_FOR_A_PERSON),
            Self::AzureCli(_)
            | Self::AzureDeveloperCli(_)
            | Self::Keeper(_)
            | Self::ManagedIdentity(_)
            | Self::Variable(_) => None,
        }
    }

    /// Requests an access token, once.
    pub(crate) async fn access_token(
        &self,
        context: &Context,
        scope: &Scope,
        limit: Duration,
    ) -> Result<AccessToken, TokenError> {
        match self {
            Self::AzureCli(it) => it.access_token(context, scope, limit).await,
            Self::AzureDeveloperCli(it) => it.access_token(context, scope, limit).await,
            Self::DeviceCode(it) => it.access_token(context, scope, limit).await,
            Self::Keeper(it) => it.access_token(context, scope, limit).await,
            Self::ManagedIdentity(it) => it.access_token(context, scope, limit).await,
            Self::Variable(it) => it.access_token(scope, context.clock().now()),
        }
    }
}
