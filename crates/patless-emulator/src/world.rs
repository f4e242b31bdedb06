//! The emulated world: organizations, tenants, job, service connections, applications, people and managed identities.
//!
//! IDs and names are constants, so that output is stable. Only secrets are random.

mod application;
mod client_certificate;
mod connection;
mod federated_credential;
mod group;
mod guid;
mod holdings;
mod issuer;
mod job;
pub(crate) mod knobs;
mod look_up;
mod managed_identity;
mod organization;
mod other_organizations;
mod person;
mod publisher;
mod publisher_role;
mod pull_request;
mod repository;
mod resource;
pub(crate) mod secrets;
mod service_account;
mod subscription;
mod user;
mod workflow;

pub use application::{Application, ApplicationKind, License};
pub use client_certificate::ClientCertificate;
pub use connection::kind::{ConnectionKind, ConnectionScheme};
pub use connection::{Federation, ServiceConnection};
pub use federated_credential::FederatedCredential;
pub use group::Group;
pub use holdings::{
    HoldingProject, Holdings, StoredConnection, StoredGroup, StoredHook, StoredPipeline,
    StoredVariable,
};
pub use issuer::Issuer;
pub use job::Job;
pub use managed_identity::{Assignment, ManagedIdentity};
pub use organization::{Organization, Project, Tenant};
pub use person::Person;
pub use publisher::{Publisher, PublisherMember};
pub use publisher_role::PublisherRole;
pub use pull_request::{PullRequest, PullRequestStatus};
pub use repository::Repository;
pub use resource::Resource;
pub use service_account::ServiceAccount;
pub use subscription::Subscription;
pub use user::User;
pub use workflow::Workflow;

pub(crate) use application::{CERTIFICATE_APPLICATION, SECRET_APPLICATION};
pub(crate) use connection::{FEDERATED_CONNECTIONS, vstoken_issuer};
pub(crate) use repository::GADGETS;
pub(crate) use resource::AZURE_DEVOPS_ID;
pub(crate) use service_account::{KUBERNETES_APPLICATION, KUBERNETES_ISSUER};
pub(crate) use workflow::{GITHUB_APPLICATION, GITHUB_ISSUER};

use federated_credential::Workloads;
use knobs::{Directory, WorldKnobs};
use uuid::{Uuid, uuid};

/// Everything that exists in a scenario.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct World {
    /// Organization of the job.
    pub organization: Organization,
    /// The other organizations. They have no projects.
    pub other_organizations: Vec<Organization>,
    /// Project of the job.
    pub project: Project,
    /// What the projects of the organization store.
    pub holdings: Holdings,
    /// Groups of the project.
    pub groups: Vec<Group>,
    /// Git repositories of the project.
    pub repositories: Vec<Repository>,
    /// Entra tenant of the job's applications, to which its organization is usually connected.
    pub tenant: Tenant,
    /// The other tenant.
    pub other_tenant: Tenant,
    /// Running job.
    pub job: Job,
    /// Service connections of the project.
    pub connections: Vec<ServiceConnection>,
    /// Applications of the tenant, and then those of the other tenant.
    pub applications: Vec<Application>,
    /// Managed identities of the machine on which a client runs, the system-assigned one first.
    pub managed_identities: Vec<ManagedIdentity>,
    /// Azure subscription of the service connections. Their applications may read it, nobody else.
    pub subscription: Subscription,
    /// Resources of the tenant.
    pub resources: Vec<Resource>,
    /// People who sign in with an application.
    pub people: Vec<Person>,
    /// Publishers of the Marketplace.
    pub publishers: Vec<Publisher>,
    /// Running job of a workflow in GitHub Actions.
    pub workflow: Workflow,
    /// Service account of a pod in a Kubernetes cluster.
    pub service_account: ServiceAccount,
}

impl World {
    /// Builds the world of a scenario.
    pub(crate) fn new(knobs: &WorldKnobs) -> Self {
        let project = Project {
            name: "Widgets".to_owned(),
            id: uuid!("3c9e1b7a-84d2-4f65-b0a3-7e5d2c19f846"),
        };
        let tenant = Tenant {
            id: uuid!("8e2d4b60-1c7f-4a93-b5d8-6f0a3e9c7b21"),
            domain: "acme.onmicrosoft.com".to_owned(),
            name: "Acme".to_owned(),
        };
        let organization = Organization {
            name: ORGANIZATION_NAME.to_owned(),
            id: uuid!("0f7c6a2e-5d3b-4c1e-9a84-2b6d8e1f3a50"),
            tenant_id: match knobs.directory {
                Directory::Tenant => tenant.id,
                Directory::OtherTenant => OTHER_TENANT_ID,
                Directory::MicrosoftAccounts => Uuid::nil(),
            },
        };
        let connections = connection::all(knobs, &organization, &project, &tenant);
        let workflow = Workflow::new();
        let service_account = ServiceAccount::new(&tenant);
        let workloads = Workloads {
            workflow: &workflow,
            service_account: &service_account,
        };
        let mut applications =
            application::all(knobs, &connections, &workloads, &organization, &tenant);
        let guests = other_organizations::applications(knobs, &applications);
        applications.extend(guests);
        let people = person::all(knobs, &organization, &tenant);
        Self {
            job: Job::new(knobs),
            holdings: Holdings::new(knobs.stored_things, &project),
            groups: group::all(knobs),
            repositories: repository::all(),
            managed_identities: managed_identity::all(knobs, &organization, &tenant),
            subscription: subscription::of_connections(&tenant),
            resources: resource::all(knobs),
            publishers: publisher::all(knobs, &applications, &people),
            people,
            workflow,
            service_account,
            other_organizations: other_organizations::all(&tenant),
            other_tenant: other_organizations::tenant(),
            organization,
            project,
            tenant,
            connections,
            applications,
        }
    }

    /// Finds a service connection by name.
    pub fn connection(&self, name: &str) -> Option<&ServiceConnection> {
        self.connections.iter().find(|it| it.name == name)
    }

    /// Finds a service connection by ID.
    pub fn connection_by_id(&self, id: Uuid) -> Option<&ServiceConnection> {
        self.connections.iter().find(|it| it.id == id)
    }

    /// Finds an application of the job's tenant by client ID.
    pub fn application(&self, client_id: Uuid) -> Option<&Application> {
        self.applications
            .iter()
            .find(|it| it.client_id == client_id)
    }

    /// Finds an application by name.
    pub fn application_named(&self, name: &str) -> Option<&Application> {
        self.applications.iter().find(|it| it.name == name)
    }

    /// Finds a person by object ID.
    pub fn person(&self, object_id: Uuid) -> Option<&Person> {
        self.people.iter().find(|it| it.object_id == object_id)
    }

    /// Returns the connection that the client environment names.
    pub fn default_connection(&self) -> &ServiceConnection {
        // `connection::all` always puts it first.
        &self.connections[0]
    }
}

/// Name of the organization, in lower case.
const ORGANIZATION_NAME: &str = "acme";

const OTHER_TENANT_ID: Uuid = uuid!("deadc0de-0000-4000-8000-000000007e1b");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    #[test]
    fn default_connection_is_an_azure_devops_connection() {
        let world = World::new(&WorldKnobs::default());
        assert_eq!(world.default_connection().name, "azure-devops-wif");
        assert_eq!(world.default_connection().kind, ConnectionKind::AzureDevOps);
    }

    #[test]
    fn every_connection_has_an_application() {
        let world = World::new(&WorldKnobs::default());
        for connection in &world.connections {
            assert!(world.application(connection.client_id).is_some());
        }
    }

    #[test]
    fn managed_identity_is_no_application_of_the_token_endpoint() {
        let world = World::new(&WorldKnobs::default());
        for identity in &world.managed_identities {
            let client_id = identity.application.client_id;
            assert!(world.application(client_id).is_none());
            assert_eq!(
                world
                    .application_in(world.tenant.id, client_id)
                    .unwrap()
                    .name,
                identity.application.name,
            );
        }
    }

    #[test]
    fn unknown_client_scenario_gives_a_client_without_an_application() {
        let scenario = Scenario::named("unknown-client").unwrap();
        let world = World::new(&scenario.world);
        let client_id = world.default_connection().client_id;
        assert!(world.application(client_id).is_none());
    }
}
