//! People who sign in.

use uuid::{Uuid, uuid};

use super::application::{License, license, profile_id};
use super::knobs::WorldKnobs;
use super::organization::{Organization, Tenant};

/// Person with an account in a tenant.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Person {
    /// Object ID of the account.
    pub object_id: Uuid,
    /// ID of the tenant.
    pub tenant_id: Uuid,
    /// ID of the profile in Azure DevOps, the same in all organizations. It exists only if the person is a user of one.
    pub profile_id: Uuid,
    /// ID of the organization that `identity_id` and `license` are about. The person is a user of no other one.
    pub organization_id: Uuid,
    /// ID of the identity that the organization has for the person.
    pub identity_id: Uuid,
    /// Display name.
    pub name: String,
    /// User principal name, which looks like an email address.
    pub principal_name: String,
    /// License in the organization. `None` means that the person is not a user of the organization.
    pub license: Option<License>,
}

impl Person {
    /// Returns whether the person is a user of an organization.
    pub fn is_user_of(&self, organization: &Organization) -> bool {
        self.license.is_some() && self.organization_id == organization.id
    }
}

/// Builds the people. The first one of a tenant signs in where a device shows a code.
pub(super) fn all(knobs: &WorldKnobs, organization: &Organization, tenant: &Tenant) -> Vec<Person> {
    vec![Person {
        object_id: ADA_ID,
        tenant_id: tenant.id,
        profile_id: profile_id(ADA_ID),
        organization_id: organization.id,
        identity_id: uuid!("1de700a1-9a8b-4c7d-8e6f-5a4b3c2d1ea1"),
        name: "Ada Lovelace".to_owned(),
        principal_name: "ada@acme.example".to_owned(),
        license: license(knobs, Some(License::Basic)),
    }]
}

const ADA_ID: Uuid = uuid!("05e40001-3e4f-4a5b-9c6d-7e8f9a0b1ca1");
