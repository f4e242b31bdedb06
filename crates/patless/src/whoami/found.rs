//! What Azure DevOps says about the identity.

use patless_core::azure_devops::{AccessLevel, Directory, Identity, Profile};
use patless_core::{AzureDevOps, ClientId, SourceName, Target, TenantId};
use serde_json::{Value, json};

use crate::acquire::Acquired;
use crate::failure::Failure;
use crate::stages::Stopped;

/// Who the identity is. What is `None` is not known, or may not be read.
#[derive(Debug)]
pub(crate) struct Whoami {
    /// The organization that was asked, by its URL.
    pub(crate) organization: String,
    /// The tenant that the organization belongs to.
    pub(crate) organization_tenant: Option<TenantId>,
    /// The identity in the organization.
    pub(crate) identity: Identity,
    /// Its profile, which it has for all organizations.
    pub(crate) profile: Profile,
    /// What it may use there.
    pub(crate) access_level: Option<AccessLevel>,
    /// The tenant of the identity.
    pub(crate) tenant: Option<TenantId>,
    /// Its client id.
    pub(crate) client: Option<ClientId>,
    /// The object id of its service principal.
    pub(crate) object_id: Option<String>,
    /// Where the token came from.
    pub(crate) source: SourceName,
}

/// Asks Azure DevOps with the token.
pub(crate) async fn ask(acquired: &Acquired, target: &Target) -> Result<Whoami, Stopped> {
    let failure = |source| Failure::Target {
        organization: target.organization_name().to_owned(),
        client: acquired.whose.client,
        source,
    };
    let Some(token) = acquired.tokens.first() else {
        return Err(Failure::OutsideJob.into());
    };
    let azure_devops = AzureDevOps::new(&acquired.context, target, &acquired.deadline);
    // Tokens of another tenant are not valid there: that is said before Azure DevOps refuses with a riddle.
    let tenant = acquired.whose.tenant.as_ref();
    let directory = azure_devops.directory(tenant).await.map_err(failure)?;
    let identity = azure_devops.identity(token).await.map_err(failure)?;
    let profile = azure_devops.profile(token).await.map_err(failure)?;
    let principal = azure_devops.service_principal(token, &identity).await;
    let principal = principal.map_err(failure)?;
    let access_level = azure_devops.access_level(token, &identity).await;
    Ok(Whoami {
        organization: target.organization().to_string(),
        organization_tenant: match directory {
            Directory::Tenant(tenant) => Some(tenant),
            _ => None,
        },
        access_level: access_level.map_err(failure)?,
        tenant: identity.tenant().or_else(|| acquired.whose.tenant.clone()),
        client: principal
            .as_ref()
            .map(|it| it.client)
            .or(acquired.whose.client),
        object_id: principal
            .map(|it| it.object_id)
            .or_else(|| identity.object_id()),
        source: acquired.whose.source,
        identity,
        profile,
    })
}

impl Whoami {
    /// Whether the identity and the organization are in one tenant. `None` if one of them is not known.
    pub(crate) fn tenants_match(&self) -> Option<bool> {
        let (own, other) = (self.tenant.as_ref()?, self.organization_tenant.as_ref()?);
        Some(own.guid()? == other.guid()?)
    }

    /// The answer as JSON. Fields may be added to it.
    pub(crate) fn to_json(&self) -> Value {
        let text = |tenant: &Option<TenantId>| tenant.as_ref().map(ToString::to_string);
        json!({
            "name": self.identity.name,
            "profileId": self.profile.id,
            "identityId": self.identity.id,
            "clientId": self.client.map(|id| id.to_string()),
            "objectId": self.object_id,
            "descriptor": self.identity.descriptor,
            "subjectDescriptor": self.identity.subject_descriptor,
            "accessLevel": self.access_level.as_ref().map(|it| it.name.clone()),
            "tenant": text(&self.tenant),
            "organization": self.organization,
            "organizationTenant": text(&self.organization_tenant),
            "tenantsMatch": self.tenants_match(),
            "source": self.source.as_str(),
        })
    }
}
