//! Users of the tenant.

use uuid::{Uuid, uuid};

use super::application::License;
use super::knobs::{Membership, WorldKnobs};

/// User of the tenant.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct User {
    /// Object ID of the user.
    pub object_id: Uuid,
    /// ID of the identity that Azure DevOps has for the user.
    pub identity_id: Uuid,
    /// Display name.
    pub name: String,
    /// User principal name, which looks like an email address.
    pub principal_name: String,
    /// License in the organization. `None` means that the user is not a member of the organization.
    pub license: Option<License>,
}

/// Builds the users. The first one signs in where a device shows a code.
pub(super) fn all(knobs: &WorldKnobs) -> Vec<User> {
    vec![User {
        object_id: uuid!("05e40001-3e4f-4a5b-9c6d-7e8f9a0b1ca1"),
        identity_id: uuid!("1de700a1-9a8b-4c7d-8e6f-5a4b3c2d1ea1"),
        name: "Ada Lovelace".to_owned(),
        principal_name: "ada@acme.example".to_owned(),
        license: match knobs.membership {
            Membership::AsListed => Some(License::Basic),
            Membership::Nobody => None,
            Membership::Stakeholders => Some(License::Stakeholder),
        },
    }]
}
