//! Applications of the job's tenant.

use uuid::{Uuid, uuid};

use super::connection::{self, ServiceConnection, vstoken_issuer};
use super::knobs::{FederatedCredentials, Membership, WorldKnobs};
use super::organization::{Organization, Tenant};
use crate::wire::{FEDERATION_AUDIENCE, random_text};

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

/// Federated credential of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FederatedCredential {
    /// Issuer that the assertion must have.
    pub issuer: String,
    /// Subject that the assertion must have.
    pub subject: String,
    /// Audience that the assertion must have.
    pub audience: String,
}

/// Builds the applications, each with the federated credentials that its connections need.
pub(super) fn all(
    knobs: &WorldKnobs,
    connections: &[ServiceConnection],
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
                .filter(|it| connection::application_of(&it.name) == Some(row.client_id))
                .filter_map(|it| federated_credential(knobs.federated_credentials, it))
                .collect(),
            client_secret: row
                .has_secret
                .then(|| format!("sekret-client-secret-{}", random_text(24))),
        })
        .collect()
}

/// Returns the license for the scenario.
pub(super) fn license(knobs: &WorldKnobs, listed: Option<License>) -> Option<License> {
    match knobs.membership {
        Membership::AsListed => listed,
        Membership::Nobody => None,
        Membership::Stakeholders => Some(License::Stakeholder),
    }
}

/// Makes the profile ID of a service principal: its object ID, with another first group.
pub(super) fn profile_id(service_principal_id: Uuid) -> Uuid {
    let (first, second, third, rest) = service_principal_id.as_fields();
    Uuid::from_fields(PROFILE_MARK | first & 0xffff, second, third, rest)
}

/// Makes the federated credential for a connection, with the mistake of the scenario.
fn federated_credential(
    knob: FederatedCredentials,
    connection: &ServiceConnection,
) -> Option<FederatedCredential> {
    let federation = connection.federation.as_ref()?;
    let matching = FederatedCredential {
        issuer: federation.issuer.clone(),
        subject: federation.subject.clone(),
        audience: FEDERATION_AUDIENCE.to_owned(),
    };
    match knob {
        FederatedCredentials::Matching => Some(matching),
        FederatedCredentials::Missing => None,
        FederatedCredentials::WrongIssuer => Some(FederatedCredential {
            issuer: vstoken_issuer(OTHER_ORGANIZATION_ID),
            ..matching
        }),
        FederatedCredentials::WrongSubject => Some(FederatedCredential {
            subject: "sc://acme/Widgets/renamed-connection".to_owned(),
            ..matching
        }),
        FederatedCredentials::WrongAudience => Some(FederatedCredential {
            audience: "api://SomethingElse".to_owned(),
            ..matching
        }),
        FederatedCredentials::SubjectCase => Some(FederatedCredential {
            subject: matching.subject.to_ascii_uppercase(),
            ..matching
        }),
    }
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

const OTHER_ORGANIZATION_ID: Uuid = uuid!("deadc0de-0000-4000-8000-000000000a9c");

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
        name: "acme-secret",
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
