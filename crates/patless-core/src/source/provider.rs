//! What gives access tokens itself, without an exchange of ours.

use std::time::Duration;

use super::managed_identity::ManagedIdentity;
use super::name::SourceName;
use super::variable::TokenVariable;
use crate::cloud::Cloud;
use crate::context::Context;
use crate::error::TokenError;
use crate::exchange::AccessToken;
use crate::scope::Scope;

/// A provider of access tokens.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Provider {
    /// The host of a managed identity.
    ManagedIdentity(ManagedIdentity),
    /// A variable that holds an access token already.
    Variable(TokenVariable),
}

impl Provider {
    pub(crate) const fn name(&self) -> SourceName {
        match self {
            Self::ManagedIdentity(_) => SourceName::ManagedIdentity,
            Self::Variable(_) => SourceName::Variable,
        }
    }

    /// The cloud that its tokens are for.
    pub(crate) const fn cloud(&self) -> &Cloud {
        match self {
            Self::ManagedIdentity(it) => it.cloud(),
            Self::Variable(_) => &Cloud::Public,
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
            Self::ManagedIdentity(it) => it.access_token(context, scope, limit).await,
            Self::Variable(it) => it.access_token(scope, context.clock().now()),
        }
    }
}
