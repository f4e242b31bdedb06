//! Look-ups across organizations and tenants: who is a user where, and who has a profile.

use std::iter::once;

use uuid::Uuid;

use super::other_organizations::USERS;
use super::{Application, Organization, Person, Tenant, User, World};

impl World {
    /// Lists the organizations, that of the job first.
    pub fn organizations(&self) -> impl Iterator<Item = &Organization> {
        once(&self.organization).chain(&self.other_organizations)
    }

    /// Finds an organization by name, in any case.
    pub fn organization_named(&self, name: &str) -> Option<&Organization> {
        self.organizations()
            .find(|it| it.name.eq_ignore_ascii_case(name))
    }

    /// Lists the tenants, that of the job first.
    pub fn tenants(&self) -> impl Iterator<Item = &Tenant> {
        [&self.tenant, &self.other_tenant].into_iter()
    }

    /// Finds a tenant by ID.
    pub fn tenant_by_id(&self, id: Uuid) -> Option<&Tenant> {
        self.tenants().find(|it| it.id == id)
    }

    /// Finds an application by tenant and client ID.
    pub fn application_in(&self, tenant_id: Uuid, client_id: Uuid) -> Option<&Application> {
        self.everyone()
            .find(|it| it.tenant_id == tenant_id && it.client_id == client_id)
    }

    /// Lists everyone who can have an access token: applications, and then managed identities.
    fn everyone(&self) -> impl Iterator<Item = &Application> {
        let managed = self.managed_identities.iter().map(|it| &it.application);
        self.applications.iter().chain(managed)
    }

    /// Lists the applications that are users of an organization.
    pub fn users<'a>(&'a self, organization: &Organization) -> impl Iterator<Item = User<'a>> {
        self.applications
            .iter()
            .filter_map(|it| self.user(organization, it))
    }

    /// Returns an application as a user of an organization. `None` means that it was not added there.
    pub fn user<'a>(
        &self,
        organization: &Organization,
        application: &'a Application,
    ) -> Option<User<'a>> {
        let identity_id = if application.organization_id == organization.id {
            application.identity_id
        } else {
            let mut others = USERS.iter();
            let other = others.find(|it| {
                it.organization_id == organization.id
                    && it.service_principal_id == application.service_principal_id
            })?;
            other.storage_key
        };
        Some(User {
            application,
            identity_id,
            license: application.license?,
        })
    }

    /// Returns the profile ID of an application. `None` means that it is a user of no organization: its first one creates
    /// the profile.
    pub fn profile_id(&self, application: &Application) -> Option<Uuid> {
        self.organizations()
            .any(|it| self.user(it, application).is_some())
            .then_some(application.profile_id)
    }

    /// Returns whether somebody has a profile with this ID.
    pub(crate) fn has_profile(&self, id: Uuid) -> bool {
        let of_application = |it| self.profile_id(it) == Some(id);
        let of_person = |it: &Person| it.license.is_some() && it.profile_id == id;
        self.everyone().any(of_application) || self.people.iter().any(of_person)
    }
}

#[cfg(test)]
mod tests {
    use super::super::knobs::{Membership, WorldKnobs};
    use super::*;

    fn names(world: &World, organization: &str) -> Vec<String> {
        let organization = world.organization_named(organization).unwrap();
        world
            .users(organization)
            .map(|it| it.application.name.clone())
            .collect()
    }

    #[test]
    fn every_organization_has_its_own_users() {
        let world = World::new(&WorldKnobs::default());
        assert_eq!(names(&world, "ACME").len(), 9);
        assert_eq!(names(&world, "acme-labs"), ["acme-renovate"]);
        assert_eq!(
            names(&world, "contoso"),
            ["acme-deployments-legacy", "contoso-pipelines"],
        );
    }

    #[test]
    fn user_of_two_organizations_has_two_identities_and_one_profile() {
        let world = World::new(&WorldKnobs::default());
        let client_id = world.connection("renovate").unwrap().client_id;
        let application = world.application(client_id).unwrap();
        let identity = |name: &str| {
            let organization = world.organization_named(name).unwrap();
            world.user(organization, application).unwrap().identity_id
        };
        assert_ne!(identity("acme"), identity("acme-labs"));
        assert_eq!(world.profile_id(application), Some(application.profile_id));
    }

    #[test]
    fn application_of_two_tenants_has_two_service_principals() {
        let world = World::new(&WorldKnobs::default());
        let client_id = world.connection("azure-wif-legacy").unwrap().client_id;
        let [here, there] = [&world.tenant, &world.other_tenant]
            .map(|tenant| world.application_in(tenant.id, client_id).unwrap());
        assert_eq!(here.federated_credentials, there.federated_credentials);
        assert_ne!(here.service_principal_id, there.service_principal_id);
        assert_ne!(here.profile_id, there.profile_id);
    }

    #[test]
    fn application_without_an_organization_has_no_profile() {
        let world = World::new(&WorldKnobs {
            membership: Membership::Nobody,
            ..WorldKnobs::default()
        });
        for application in &world.applications {
            assert_eq!(world.profile_id(application), None, "{}", application.name);
        }
    }

    #[test]
    fn every_id_is_unique() {
        let world = World::new(&WorldKnobs::default());
        let mut ids: Vec<_> = world
            .applications
            .iter()
            .flat_map(|it| [it.service_principal_id, it.profile_id, it.identity_id])
            .collect();
        for person in &world.people {
            ids.extend([person.object_id, person.profile_id, person.identity_id]);
        }
        ids.extend(world.organizations().map(|it| it.id));
        ids.extend(world.tenants().map(|it| it.id));
        ids.extend(USERS.iter().map(|it| it.storage_key));
        let before = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), before);
    }
}
