//! Publishers of the Marketplace, and their members.

use uuid::Uuid;

use super::application::Application;
use super::knobs::{PublisherMembership, WorldKnobs};
use super::person::Person;
use super::publisher_role::PublisherRole;

/// Publisher of the Marketplace.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Publisher {
    /// Name, as in the manifest of an extension.
    pub name: String,
    /// Display name.
    pub display_name: String,
    /// Whether its name is reserved for Microsoft. Only Microsoft's own accounts publish under such a name.
    pub is_reserved: bool,
    /// Members. More can be added while the services run.
    pub members: Vec<PublisherMember>,
}

/// Member of a publisher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PublisherMember {
    /// ID of the profile of an application or a person.
    pub profile_id: Uuid,
    /// Role.
    pub role: PublisherRole,
}

/// Builds the publishers: `acme`, and one with a reserved name. They have the same members.
pub(super) fn all(
    knobs: &WorldKnobs,
    applications: &[Application],
    people: &[Person],
) -> Vec<Publisher> {
    let owners = people.iter().map(|it| PublisherMember {
        profile_id: it.profile_id,
        role: PublisherRole::Owner,
    });
    let role = match knobs.publisher_membership {
        PublisherMembership::AsListed => Some(PublisherRole::Creator),
        PublisherMembership::None => None,
        PublisherMembership::As(role) => Some(role),
    };
    let publishing = applications
        .iter()
        .filter(|it| it.name == PUBLISHING_APPLICATION)
        .filter_map(|it| {
            Some(PublisherMember {
                profile_id: it.profile_id,
                role: role?,
            })
        });
    let members: Vec<_> = owners.chain(publishing).collect();
    [
        ("acme", "Acme", false),
        ("acme-microsoft", "Acme for Microsoft", true),
    ]
    .into_iter()
    .map(|(name, display_name, is_reserved)| Publisher {
        name: name.to_owned(),
        display_name: display_name.to_owned(),
        is_reserved,
        members: members.clone(),
    })
    .collect()
}

/// Name of the application that publishes extensions.
const PUBLISHING_APPLICATION: &str = "acme-publisher";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::World;

    #[test]
    fn publishing_application_is_a_member_by_its_profile_id() {
        let world = World::new(&WorldKnobs::default());
        let application = world.application_named(PUBLISHING_APPLICATION).unwrap();
        let member = PublisherMember {
            profile_id: world.profile_id(application).unwrap(),
            role: PublisherRole::Creator,
        };
        assert!(world.publishers[0].members.contains(&member));
    }
}
