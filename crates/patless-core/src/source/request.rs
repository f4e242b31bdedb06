//! What the user says about the identity: which source, and whose.

use std::path::PathBuf;

use super::error::SourceError;
use super::name::SourceName;
use super::prompt::Prompt;
use super::variable::TokenVariable;
use crate::authority::{Authority, AuthorityHost};
use crate::cloud::Cloud;
use crate::environment::variables::AZURE_AUTHORITY_HOST;
use crate::environment::{Environment, EnvironmentError};
use crate::origin::loopback::Loopback;
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

impl SourceRequest {
    /// Whether it says by an id, or by where Entra is asked, whose identity is meant.
    pub(crate) fn names_somebody(&self) -> bool {
        self.service_connection.is_some()
            || self.tenant.is_some()
            || self.client.is_some()
            || self.object_id.is_some()
            || self.resource_id.is_some()
            || self.authority_host.is_some()
    }

    /// The cloud of the authority host that this request or `AZURE_AUTHORITY_HOST` names. `None` if nothing names one of Entra's.
    pub fn cloud(&self, environment: &Environment) -> Option<Cloud> {
        let authority = self.authority(environment).ok().flatten()?;
        authority.cloud().cloned()
    }

    /// The authority host that this request or `AZURE_AUTHORITY_HOST` names. `None` if neither does.
    ///
    /// # Errors
    /// The variable, which a printed line can set, names a host that is in none of Entra's clouds.
    pub(crate) fn authority(
        &self,
        environment: &Environment,
    ) -> Result<Option<Authority>, EnvironmentError> {
        if let Some(host) = &self.authority_host {
            return Ok(Some(Authority::told(host.clone())));
        }
        let Some(text) = environment.variable(&AZURE_AUTHORITY_HOST) else {
            return Ok(None);
        };
        let what = AZURE_AUTHORITY_HOST.name();
        // Only the user's own word makes this machine count, or a host that is in none of Entra's clouds.
        let authority = Authority::of_connection(what, text, Loopback::Refused)?;
        if authority.trusted().is_none() {
            return Err(EnvironmentError::ForeignAuthority {
                what: what.to_owned(),
                host: authority.name(),
            });
        }
        Ok(Some(authority))
    }
}

#[cfg(any(test, feature = "test-util"))]
impl SourceRequest {
    /// Looks for the keys of Azure Arc in another folder. For tests: no flag and no variable can say so.
    pub fn look_for_arc_keys_in(&mut self, folder: PathBuf) {
        self.arc_key_folder = Some(folder);
    }
}
