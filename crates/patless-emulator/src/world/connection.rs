//! Service connections of the project.

pub(super) mod kind;
mod table;

use kind::{ConnectionKind, ConnectionScheme};
use table::{ROWS, USER_ASSIGNED};
use uuid::{Uuid, uuid};

use super::guid::base64url_guid;
use super::issuer::Issuer;
use super::knobs::{Client, Tenant as TenantKnob, WorldKnobs};
use super::organization::{Organization, Project, Tenant};
use super::resource::AZURE_DEVOPS_ID;
use crate::wire::guid_of;

/// Service connection of the project.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ServiceConnection {
    /// Name, unique in the project.
    pub name: String,
    /// ID.
    pub id: Uuid,
    /// Kind of the connection.
    pub kind: ConnectionKind,
    /// Authorization scheme.
    pub scheme: ConnectionScheme,
    /// Client ID that the job gets.
    pub client_id: Uuid,
    /// Tenant ID that the job gets.
    pub tenant_id: Uuid,
    /// Client ID of the managed identity to use, `msiclientId` of the connection. `None` means the one that the machine
    /// has by itself, or another scheme.
    pub managed_identity_client_id: Option<Uuid>,
    /// Claims of the connection's assertions. `None` means no workload identity federation.
    pub federation: Option<Federation>,
}

/// Claims of a connection's assertions, as the page of the connection shows them.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Federation {
    /// Issuer of the assertions.
    pub issued_by: Issuer,
    /// Claim `iss`, `workloadIdentityFederationIssuer` of the connection.
    pub issuer: String,
    /// Claim `sub`, `workloadIdentityFederationSubject` of the connection.
    pub subject: String,
}

/// Names of the connections with workload identity federation.
pub(crate) const FEDERATED_CONNECTIONS: &[&str] = &[
    "azure-devops-wif",
    "azure-wif",
    "azure-wif-legacy",
    "renovate",
    "marketplace",
];

/// Returns the `iss` claim of assertions that Azure DevOps issues itself.
pub(crate) fn vstoken_issuer(organization_id: Uuid) -> String {
    format!("https://vstoken.dev.azure.com/{organization_id}")
}

/// Builds the connections of the project. The first one is the default connection of the client environment.
pub(super) fn all(
    knobs: &WorldKnobs,
    organization: &Organization,
    project: &Project,
    tenant: &Tenant,
) -> Vec<ServiceConnection> {
    let own = ROWS.iter().map(|row| (row.name, row.id, row));
    let more = knobs.more_connections.iter().filter_map(|it| {
        let row = ROWS.iter().find(|row| row.name == model_of(it.scheme))?;
        Some((&*it.name, guid_of(&it.name), row))
    });
    own.chain(more)
        .map(|(name, id, row)| ServiceConnection {
            name: name.to_owned(),
            id,
            kind: row.kind,
            scheme: scheme(knobs, name).unwrap_or(row.scheme),
            client_id: match knobs.client {
                Client::Known => row.client_id,
                Client::Unknown => UNKNOWN_CLIENT_ID,
            },
            tenant_id: match knobs.tenant {
                TenantKnob::Known => tenant.id,
                TenantKnob::Unknown => UNKNOWN_TENANT_ID,
            },
            managed_identity_client_id: USER_ASSIGNED
                .contains(&row.name)
                .then_some(USER_ASSIGNED_CLIENT_ID),
            federation: row
                .issuer
                .filter(|_| is_federated(knobs, name))
                .map(|usual| {
                    let issued_by = knobs.issuers.get(name).copied().unwrap_or(usual);
                    federation(issued_by, (name, id), organization, project, tenant)
                }),
        })
        .collect()
}

/// Returns the name of the connection that a further one takes after.
fn model_of(scheme: ConnectionScheme) -> &'static str {
    match scheme {
        ConnectionScheme::ManagedServiceIdentity => "azure-msi",
        ConnectionScheme::WorkloadIdentityFederation | ConnectionScheme::ServicePrincipal => {
            MODEL_CONNECTION
        }
    }
}

/// Returns the scheme of a further connection.
fn scheme(knobs: &WorldKnobs, name: &str) -> Option<ConnectionScheme> {
    let mut more = knobs.more_connections.iter();
    more.find(|it| it.name == name).map(|it| it.scheme)
}

/// Returns whether a connection has workload identity federation, if the one that it takes after has.
fn is_federated(knobs: &WorldKnobs, name: &str) -> bool {
    let scheme = scheme(knobs, name);
    scheme.is_none_or(|it| it == ConnectionScheme::WorkloadIdentityFederation)
}

/// Returns the client ID of a connection's application, even if the job gets another client ID.
pub(super) fn application_of(name: &str) -> Option<Uuid> {
    ROWS.iter()
        .find(|row| row.name == name)
        .map(|row| row.client_id)
}

/// Makes the issuer and the subject, in the issuer's format.
fn federation(
    issued_by: Issuer,
    (name, id): (&str, Uuid),
    organization: &Organization,
    project: &Project,
    tenant: &Tenant,
) -> Federation {
    let (issuer, subject) = match issued_by {
        Issuer::AzureDevOps => (
            vstoken_issuer(organization.id),
            format!("sc://{}/{}/{name}", organization.name, project.name),
        ),
        Issuer::Entra => (
            format!("https://login.microsoftonline.com/{}/v2.0", tenant.id),
            format!(
                "/eid1/c/pub/t/{}/a/{}/sc/{}/{id}",
                base64url_guid(tenant.id),
                base64url_guid(AZURE_DEVOPS_ID),
                organization.id,
            ),
        ),
    };
    Federation {
        issued_by,
        issuer,
        subject,
    }
}

/// The connection whose application further ones have.
pub(super) const MODEL_CONNECTION: &str = "renovate";
/// Client ID of the machine's user-assigned managed identity.
pub(super) const USER_ASSIGNED_CLIENT_ID: Uuid = uuid!("c11e0102-7a2b-4d3c-8e4f-5a6b7c8d9e02");
const UNKNOWN_CLIENT_ID: Uuid = uuid!("deadc0de-0000-4000-8000-00000000c11e");
const UNKNOWN_TENANT_ID: Uuid = uuid!("deadc0de-0000-4000-8000-000000007e0a");

#[cfg(test)]
mod tests {
    use crate::scenario::Scenario;
    use crate::scenario::{MoreConnection, WorldKnobs};
    use crate::world::{ConnectionScheme, World};

    #[test]
    fn legacy_connection_has_the_name_in_its_subject() {
        let world = World::new(&WorldKnobs::default());
        let legacy = world.connection("azure-wif-legacy").unwrap();
        let federation = legacy.federation.as_ref().unwrap();
        assert_eq!(federation.subject, "sc://acme/Widgets/azure-wif-legacy");
        assert_eq!(
            federation.issuer,
            format!("https://vstoken.dev.azure.com/{}", world.organization.id),
        );
    }

    #[test]
    fn entra_connection_has_ids_in_its_subject() {
        let world = World::new(&WorldKnobs::default());
        let connection = world.default_connection();
        let subject = &connection.federation.as_ref().unwrap().subject;
        assert!(subject.starts_with("/eid1/c/pub/t/"));
        assert!(subject.contains("/a/rISbSSETf0KqFyZ8ppdXmA/sc/"));
        assert!(subject.ends_with(&format!("{}/{}", world.organization.id, connection.id)));
    }

    #[test]
    fn further_connection_has_the_application_of_renovate() {
        let schemes = [
            ConnectionScheme::WorkloadIdentityFederation,
            ConnectionScheme::ServicePrincipal,
            ConnectionScheme::ManagedServiceIdentity,
        ];
        let more = schemes.map(|scheme| MoreConnection {
            name: format!("acme-{}", scheme.as_str()),
            scheme,
        });
        let world = World::new(&WorldKnobs {
            more_connections: more.into(),
            ..WorldKnobs::default()
        });
        let find = |name: &str| world.connection(name).unwrap();
        let renovate = find("renovate");
        let federated = find("acme-WorkloadIdentityFederation");
        let application = world.application(renovate.client_id).unwrap();
        assert_eq!(federated.client_id, renovate.client_id);
        let subject = &federated.federation.as_ref().unwrap().subject;
        assert!(subject.ends_with(&federated.id.to_string()));
        let mut credentials = application.federated_credentials.iter();
        assert!(credentials.any(|it| it.subject == *subject));
        let secret = find("acme-ServicePrincipal");
        assert_eq!(
            (secret.client_id, secret.federation.is_none()),
            (renovate.client_id, true)
        );
        assert!(application.client_secret.is_some());
        let machine = find("acme-ManagedServiceIdentity");
        assert_eq!(machine.scheme, ConnectionScheme::ManagedServiceIdentity);
        assert!(machine.federation.is_none() && machine.managed_identity_client_id.is_none());
        let without = World::new(&WorldKnobs::default());
        let application = without.application(renovate.client_id).unwrap();
        assert!(application.client_secret.is_none());
    }

    #[test]
    fn vstoken_scenario_gives_every_subject_the_name_form() {
        let world = World::new(&Scenario::named("vstoken-issuer").unwrap().world);
        for federation in world
            .connections
            .iter()
            .filter_map(|it| it.federation.as_ref())
        {
            assert!(federation.subject.starts_with("sc://acme/Widgets/"));
        }
    }
}
