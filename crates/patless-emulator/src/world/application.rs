//! Applications of the job's tenant.

use uuid::{Uuid, uuid};

use super::client_certificate::ClientCertificate;
use super::connection::kind::ConnectionScheme;
use super::connection::{self, ServiceConnection};
use super::federated_credential::{
    FederatedCredential, Workloads, of_connection, of_workloads, registered,
};
use super::knobs::{Membership, WorldKnobs};
use super::organization::{Organization, Tenant};
use super::service_account::KUBERNETES_APPLICATION;
use super::workflow::GITHUB_APPLICATION;
use crate::wire::random_text;

/// Application with its service principal in a tenant. An application with service principals in two tenants is there
/// twice.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Application {
    /// Client ID, also called application ID.
    pub client_id: Uuid,
    /// Object ID of the service principal.
    pub service_principal_id: Uuid,
    /// ID of the tenant of the service principal.
    pub tenant_id: Uuid,
    /// ID of its profile in Azure DevOps, the same in all organizations. It exists only if the application is a user of
    /// one: see [`World::profile_id`](super::World::profile_id).
    pub profile_id: Uuid,
    /// ID of the organization that `identity_id` and `license` are about.
    pub organization_id: Uuid,
    /// ID of the identity that the organization has for the service principal.
    pub identity_id: Uuid,
    /// Display name.
    pub name: String,
    /// License in the organization. `None` means that the application is not a user of the organization.
    pub license: Option<License>,
    /// Federated credentials.
    pub federated_credentials: Vec<FederatedCredential>,
    /// Stored client secret.
    pub client_secret: Option<String>,
    /// Client secret that was stored once, and has expired.
    pub expired_client_secret: Option<String>,
    /// Registered certificates.
    pub certificates: Vec<ClientCertificate>,
    /// Kind.
    pub kind: ApplicationKind,
}

/// Kind of an application, which decides how it can prove who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ApplicationKind {
    /// Has credentials of its own.
    Confidential,
    /// Has no credentials. A user signs in with it.
    Public,
    /// Managed identity, which cannot have a client secret.
    ManagedIdentity,
}

/// Access level of a user of the organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum License {
    /// May use repositories and feeds.
    Basic,
    /// May not use repositories.
    Stakeholder,
}

/// Builds the applications, each with the federated credentials that its connections need.
pub(super) fn all(
    knobs: &WorldKnobs,
    connections: &[ServiceConnection],
    workloads: &Workloads<'_>,
    organization: &Organization,
    tenant: &Tenant,
) -> Vec<Application> {
    ROWS.iter()
        .map(|row| Application {
            client_id: row.client_id,
            service_principal_id: row.service_principal_id,
            tenant_id: tenant.id,
            profile_id: profile_id(row.service_principal_id),
            organization_id: organization.id,
            identity_id: row.identity_id,
            name: row.name.to_owned(),
            license: license(knobs, row.license),
            federated_credentials: connections
                .iter()
                .filter(|it| owner(it) == row.client_id)
                .filter_map(of_connection)
                .chain(of_workloads(row.name, workloads))
                .filter_map(|it| registered(knobs.federated_credentials, it))
                .collect(),
            client_secret: has_secret(row, connections)
                .then(|| format!("sekret-client-secret-{}", random_text(24))),
            expired_client_secret: row
                .has_secret
                .then(|| format!("sekret-expired-client-secret-{}", random_text(24))),
            certificates: match row.name {
                CERTIFICATE_APPLICATION => {
                    vec![ClientCertificate::Registered, ClientCertificate::Expired]
                }
                _ => Vec::new(),
            },
            kind: kind(row.name),
        })
        .collect()
}

/// Returns the client ID of the application of a connection, even if the job gets another one.
fn owner(connection: &ServiceConnection) -> Uuid {
    connection::application_of(&connection.name).unwrap_or(connection.client_id)
}

/// Returns whether an application has a client secret. That of a further connection may need one.
fn has_secret(row: &Row, connections: &[ServiceConnection]) -> bool {
    let is_further = |it: &&ServiceConnection| connection::application_of(&it.name).is_none();
    let mut further = connections.iter().filter(is_further);
    row.has_secret
        || further.any(|it| {
            it.scheme == ConnectionScheme::ServicePrincipal && it.client_id == row.client_id
        })
}

/// Returns the kind of an application.
fn kind(name: &str) -> ApplicationKind {
    match name {
        "acme-agents" => ApplicationKind::ManagedIdentity,
        "acme-desk" | "Microsoft Azure CLI" => ApplicationKind::Public,
        _ => ApplicationKind::Confidential,
    }
}

/// Returns the license for the scenario.
pub(super) fn license(knobs: &WorldKnobs, listed: Option<License>) -> Option<License> {
    match knobs.membership {
        Membership::AsListed => listed,
        Membership::Nobody => None,
        Membership::Stakeholders => Some(License::Stakeholder),
    }
}

/// Makes the profile ID of a service principal or a person: the object ID, with another first group.
pub(super) fn profile_id(object_id: Uuid) -> Uuid {
    let (first, second, third, rest) = object_id.as_fields();
    Uuid::from_fields(PROFILE_MARK | first & 0xffff, second, third, rest)
}

/// Fixed properties of an application.
struct Row {
    name: &'static str,
    client_id: Uuid,
    service_principal_id: Uuid,
    identity_id: Uuid,
    license: Option<License>,
    has_secret: bool,
}

/// First four digits of all profile IDs.
const PROFILE_MARK: u32 = 0x9f0f_0000;

/// Name of the application with certificates.
pub(crate) const CERTIFICATE_APPLICATION: &str = "acme-certificate";
/// Name of the application with a client secret.
pub(crate) const SECRET_APPLICATION: &str = "acme-secret";

const ROWS: &[Row] = &[
    Row {
        name: "acme-packages",
        client_id: uuid!("c11e0001-7a2b-4d3c-8e4f-5a6b7c8d9e01"),
        service_principal_id: uuid!("50b10001-3e4f-4a5b-9c6d-7e8f9a0b1c01"),
        identity_id: uuid!("1de70001-9a8b-4c7d-8e6f-5a4b3c2d1e01"),
        license: Some(License::Basic),
        has_secret: false,
    },
    Row {
        name: "acme-deployments",
        client_id: uuid!("c11e0002-7a2b-4d3c-8e4f-5a6b7c8d9e02"),
        service_principal_id: uuid!("50b10002-3e4f-4a5b-9c6d-7e8f9a0b1c02"),
        identity_id: uuid!("1de70002-9a8b-4c7d-8e6f-5a4b3c2d1e02"),
        license: None,
        has_secret: false,
    },
    Row {
        name: "acme-deployments-legacy",
        client_id: uuid!("c11e0003-7a2b-4d3c-8e4f-5a6b7c8d9e03"),
        service_principal_id: uuid!("50b10003-3e4f-4a5b-9c6d-7e8f9a0b1c03"),
        identity_id: uuid!("1de70003-9a8b-4c7d-8e6f-5a4b3c2d1e03"),
        license: Some(License::Stakeholder),
        has_secret: false,
    },
    Row {
        name: "acme-renovate",
        client_id: uuid!("c11e0004-7a2b-4d3c-8e4f-5a6b7c8d9e04"),
        service_principal_id: uuid!("50b10004-3e4f-4a5b-9c6d-7e8f9a0b1c04"),
        identity_id: uuid!("1de70004-9a8b-4c7d-8e6f-5a4b3c2d1e04"),
        license: Some(License::Basic),
        has_secret: false,
    },
    Row {
        name: SECRET_APPLICATION,
        client_id: uuid!("c11e0005-7a2b-4d3c-8e4f-5a6b7c8d9e05"),
        service_principal_id: uuid!("50b10005-3e4f-4a5b-9c6d-7e8f9a0b1c05"),
        identity_id: uuid!("1de70005-9a8b-4c7d-8e6f-5a4b3c2d1e05"),
        license: Some(License::Basic),
        has_secret: true,
    },
    Row {
        name: "acme-agents",
        client_id: uuid!("c11e0006-7a2b-4d3c-8e4f-5a6b7c8d9e06"),
        service_principal_id: uuid!("50b10006-3e4f-4a5b-9c6d-7e8f9a0b1c06"),
        identity_id: uuid!("1de70006-9a8b-4c7d-8e6f-5a4b3c2d1e06"),
        license: Some(License::Basic),
        has_secret: false,
    },
    Row {
        name: CERTIFICATE_APPLICATION,
        client_id: uuid!("c11e00c1-7a2b-4d3c-8e4f-5a6b7c8d9ec1"),
        service_principal_id: uuid!("50b100c1-3e4f-4a5b-9c6d-7e8f9a0b1cc1"),
        identity_id: uuid!("1de700c1-9a8b-4c7d-8e6f-5a4b3c2d1ec1"),
        license: Some(License::Basic),
        has_secret: false,
    },
    Row {
        name: GITHUB_APPLICATION,
        client_id: uuid!("c11e00c2-7a2b-4d3c-8e4f-5a6b7c8d9ec2"),
        service_principal_id: uuid!("50b100c2-3e4f-4a5b-9c6d-7e8f9a0b1cc2"),
        identity_id: uuid!("1de700c2-9a8b-4c7d-8e6f-5a4b3c2d1ec2"),
        license: Some(License::Basic),
        has_secret: false,
    },
    Row {
        name: KUBERNETES_APPLICATION,
        client_id: uuid!("c11e00c3-7a2b-4d3c-8e4f-5a6b7c8d9ec3"),
        service_principal_id: uuid!("50b100c3-3e4f-4a5b-9c6d-7e8f9a0b1cc3"),
        identity_id: uuid!("1de700c3-9a8b-4c7d-8e6f-5a4b3c2d1ec3"),
        license: Some(License::Basic),
        has_secret: false,
    },
    Row {
        name: "acme-desk",
        client_id: uuid!("c11e00c4-7a2b-4d3c-8e4f-5a6b7c8d9ec4"),
        service_principal_id: uuid!("50b100c4-3e4f-4a5b-9c6d-7e8f9a0b1cc4"),
        identity_id: uuid!("1de700c4-9a8b-4c7d-8e6f-5a4b3c2d1ec4"),
        license: None,
        has_secret: false,
    },
    Row {
        name: "acme-publisher",
        client_id: uuid!("c11e00c6-7a2b-4d3c-8e4f-5a6b7c8d9ec6"),
        service_principal_id: uuid!("50b100c6-3e4f-4a5b-9c6d-7e8f9a0b1cc6"),
        identity_id: uuid!("1de700c6-9a8b-4c7d-8e6f-5a4b3c2d1ec6"),
        license: Some(License::Stakeholder),
        has_secret: false,
    },
    // The client that the SDKs use if a user signs in and no other client is named.
    Row {
        name: "Microsoft Azure CLI",
        client_id: uuid!("04b07795-8ddb-461a-bbee-02f9e1bf7b46"),
        service_principal_id: uuid!("50b100c5-3e4f-4a5b-9c6d-7e8f9a0b1cc5"),
        identity_id: uuid!("1de700c5-9a8b-4c7d-8e6f-5a4b3c2d1ec5"),
        license: None,
        has_secret: false,
    },
];

#[cfg(test)]
mod tests {
    use crate::scenario::Scenario;
    use crate::scenario::WorldKnobs;
    use crate::world::World;

    #[test]
    fn federated_credential_repeats_the_connections_claims() {
        let world = World::new(&WorldKnobs::default());
        for connection in &world.connections {
            let credentials = &world
                .application(connection.client_id)
                .unwrap()
                .federated_credentials;
            match &connection.federation {
                Some(federation) => {
                    assert_eq!(credentials[0].issuer, federation.issuer);
                    assert_eq!(credentials[0].subject, federation.subject);
                }
                None => assert!(credentials.is_empty()),
            }
        }
    }

    #[test]
    fn case_scenario_changes_only_the_case_of_the_subject() {
        let world = World::new(&Scenario::named("subject-case").unwrap().world);
        let connection = world.default_connection();
        let subject = &connection.federation.as_ref().unwrap().subject;
        let registered = &world
            .application(connection.client_id)
            .unwrap()
            .federated_credentials[0]
            .subject;
        assert_ne!(subject, registered);
        assert!(subject.eq_ignore_ascii_case(registered));
    }
}
