//! What the user says about the identity: which source, and whose.

use super::error::SourceError;
use super::name::SourceName;
use super::prompt::Prompt;
use super::variable::TokenVariable;
use crate::authority::AuthorityHost;
use patless_catalogue::identifiers::{ClientId, ServiceConnectionId, TenantId};

/// The identity that is asked for. What is `None` is looked for in the environment.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct SourceRequest {
    /// The source. `None`: the first of [`SourceName::ALL`] that is here.
    pub source: Option<SourceName>,
    /// The service connection.
    pub service_connection: Option<ServiceConnectionId>,
    /// The tenant.
    pub tenant: Option<TenantId>,
    /// The client id of an application, or of a user-assigned managed identity.
    pub client: Option<ClientId>,
    /// Where Entra is asked. `None`: where the environment says, which must be one of Entra's clouds.
    pub authority_host: Option<AuthorityHost>,
    /// Asks a person to sign in. `None`: nobody can be asked.
    pub prompt: Option<Prompt>,
    /// What a variable that may hold an access token already was found to hold. `None`: no variable is looked at.
    pub token_variable: Option<Result<TokenVariable, SourceError>>,
}
