//! What is known of the organization and of the identity: the real values of every command.

use patless_catalogue::federation::{entra_issuer, entra_subject};
use patless_core::azure_devops::OrganizationId;
use patless_core::{ClientId, ServiceConnectionId, TenantId};

use super::connection::{Connection, Federation};
use super::purpose::Purpose;

/// What is known. `None` means that it is not, or that it does not exist.
#[derive(Debug)]
pub(crate) struct Known {
    /// What the token is to be for.
    pub(crate) purpose: Purpose,
    /// The organization's URL, with a slash at the end.
    pub(crate) organization: String,
    /// Its name.
    pub(crate) organization_name: String,
    /// Its id.
    pub(crate) organization_id: Option<OrganizationId>,
    /// The tenant that it belongs to.
    pub(crate) tenant: Option<TenantId>,
    /// The project.
    pub(crate) project: Option<Project>,
    /// The name of the service connection that exists, or is to be made.
    pub(crate) connection_name: String,
    /// The service connection.
    pub(crate) connection: Option<Connection>,
    /// The identity that is to get the token.
    pub(crate) identity: Principal,
    /// The pipeline that is to use the connection.
    pub(crate) pipeline: Option<u64>,
    /// The repository, by name or id.
    pub(crate) repository: Option<String>,
    /// The feed, by name or id.
    pub(crate) feed: Option<String>,
    /// The publisher.
    pub(crate) publisher: Option<String>,
    /// Whether the identity is a user of the organization already.
    pub(crate) is_user: bool,
}

/// A project.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Project {
    /// Its id.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
}

/// An application or managed identity.
#[derive(Clone, Debug, Default)]
pub(crate) struct Principal {
    /// Its client id.
    pub(crate) client: Option<ClientId>,
    /// The object id of its service principal.
    pub(crate) object_id: Option<String>,
    /// The name that people see.
    pub(crate) name: Option<String>,
    /// The subject descriptor in the organization.
    pub(crate) descriptor: Option<String>,
    /// The id in the organization.
    pub(crate) storage_key: Option<String>,
    /// The id of its profile. Only the identity itself learns it.
    pub(crate) profile: Option<String>,
}

/// The audience of every federated credential for Azure DevOps.
pub(crate) const AUDIENCE: &str = "api://AzureADTokenExchange";

impl Known {
    /// What the federated credential has to say: what the connection shows, else what Entra issues for it.
    pub(crate) fn federation(&self) -> Option<Federation> {
        let connection = self.connection.as_ref()?;
        if let Some(shown) = &connection.federation {
            return Some(shown.clone());
        }
        let tenant = connection.tenant.as_ref().or(self.tenant.as_ref())?;
        let id = ServiceConnectionId::parse(&connection.id).ok()?;
        Some(Federation {
            issuer: entra_issuer(tenant),
            subject: entra_subject(tenant, self.organization_id?, id)?,
        })
    }

    /// The name of the identity, for messages.
    pub(crate) fn identity_name(&self) -> String {
        match (&self.identity.name, self.identity.client) {
            (Some(name), Some(client)) => format!("{name} (client {client})"),
            (Some(name), None) => name.clone(),
            (None, Some(client)) => format!("client {client}"),
            (None, None) => "the identity".to_owned(),
        }
    }

    /// The name for what is to be made.
    pub(crate) fn new_name(&self) -> String {
        format!("patless-{}", self.purpose.name())
    }
}
