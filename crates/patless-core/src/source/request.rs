//! What the user says about the identity: which source, and whose.

use std::path::PathBuf;

use super::error::SourceError;
use super::name::SourceName;
use super::prompt::Prompt;
use super::variable::TokenVariable;
use crate::authority::AuthorityHost;
use patless_catalogue::identifiers::{
    ClientId, IdentityResourceId, ObjectId, ServiceConnectionId, TenantId,
};

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
    /// The object id of a user-assigned managed identity.
    pub object_id: Option<ObjectId>,
    /// The Azure resource id of a user-assigned managed identity. At most one of this, `object_id` and `client`.
    pub resource_id: Option<IdentityResourceId>,
    /// Where Entra is asked. `None`: where the environment says, which must be one of Entra's clouds.
    pub authority_host: Option<AuthorityHost>,
    /// Asks a person to sign in. `None`: nobody can be asked.
    pub prompt: Option<Prompt>,
    /// What a variable that may hold an access token already was found to hold. `None`: no variable is looked at.
    pub token_variable: Option<Result<TokenVariable, SourceError>>,
    /// The folder of the keys of Azure Arc. `None`: that of its agent.
    pub(crate) arc_key_folder: Option<PathBuf>,
}

#[cfg(any(test, feature = "test-util"))]
impl SourceRequest {
    /// Looks for the keys of Azure Arc in another folder. For tests: no flag and no variable can say so.
    pub fn look_for_arc_keys_in(&mut self, folder: PathBuf) {
        self.arc_key_folder = Some(folder);
    }
}
