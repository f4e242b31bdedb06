//! State of the Marketplace: the members of its publishers, and the extensions that were published.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use crate::wire::random_guid;
use crate::world::{PublisherMember, PublisherRole, World};

/// Members and extensions so far.
pub(crate) struct Gallery(Mutex<Content>);

/// Content of [`Gallery`].
struct Content {
    /// Members by the name of their publisher, in lower case.
    members: HashMap<String, Vec<PublisherMember>>,
    extensions: Vec<Extension>,
}

/// Published extension.
#[derive(Clone, Debug)]
pub(crate) struct Extension {
    /// Name of the publisher.
    pub(crate) publisher: String,
    /// Name in the publisher.
    pub(crate) name: String,
    /// ID.
    pub(crate) id: Uuid,
    /// Display name.
    pub(crate) display_name: String,
    /// Versions, the newest first.
    pub(crate) versions: Vec<Version>,
    /// Organizations that it is shared with.
    pub(crate) shared_with: Vec<String>,
}

/// Version of an extension.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    /// Number, like `1.2.3`.
    pub(crate) number: String,
    /// Time of publication in seconds since 1970.
    pub(crate) published_at_s: i64,
}

impl Extension {
    /// Makes an extension that is not shared.
    pub(crate) fn new(publisher: &str, name: &str, display_name: &str, version: Version) -> Self {
        Self {
            publisher: publisher.to_owned(),
            name: name.to_owned(),
            id: random_guid(),
            display_name: display_name.to_owned(),
            versions: vec![version],
            shared_with: Vec::new(),
        }
    }

    /// Returns whether it has this name, in any case.
    fn is(&self, publisher: &str, name: &str) -> bool {
        self.publisher.eq_ignore_ascii_case(publisher) && self.name.eq_ignore_ascii_case(name)
    }
}

impl Gallery {
    /// Starts with the members of the world, and no extensions.
    pub(crate) fn new(world: &World) -> Self {
        let publishers = world.publishers.iter();
        let members = publishers.map(|it| (it.name.to_ascii_lowercase(), it.members.clone()));
        Self(Mutex::new(Content {
            members: members.collect(),
            extensions: Vec::new(),
        }))
    }

    /// Returns the role of a member. `None` means that the profile is no member.
    pub(crate) fn role(&self, publisher: &str, profile_id: Uuid) -> Option<PublisherRole> {
        let content = self.content();
        let mut members = content.members.get(&publisher.to_ascii_lowercase())?.iter();
        let member = members.find(|it| it.profile_id == profile_id)?;
        Some(member.role)
    }

    /// Lists the members of a publisher.
    pub(crate) fn members(&self, publisher: &str) -> Vec<PublisherMember> {
        let content = self.content();
        let members = content.members.get(&publisher.to_ascii_lowercase());
        members.cloned().unwrap_or_default()
    }

    /// Adds a member, or changes the member's role.
    pub(crate) fn set_member(&self, publisher: &str, member: PublisherMember) {
        let mut content = self.content();
        let members = content.members.entry(publisher.to_ascii_lowercase());
        let members = members.or_default();
        members.retain(|it| it.profile_id != member.profile_id);
        members.push(member);
    }

    /// Finds an extension.
    pub(crate) fn extension(&self, publisher: &str, name: &str) -> Option<Extension> {
        let content = self.content();
        let mut extensions = content.extensions.iter();
        extensions.find(|it| it.is(publisher, name)).cloned()
    }

    /// Adds an extension.
    pub(crate) fn add(&self, extension: Extension) {
        self.content().extensions.push(extension);
    }

    /// Changes an extension, and returns it. `None` means that there is none of this name.
    pub(crate) fn change(
        &self,
        publisher: &str,
        name: &str,
        change: impl FnOnce(&mut Extension),
    ) -> Option<Extension> {
        let mut content = self.content();
        let mut extensions = content.extensions.iter_mut();
        let extension = extensions.find(|it| it.is(publisher, name))?;
        change(extension);
        Some(extension.clone())
    }

    /// Removes an extension.
    pub(crate) fn remove(&self, publisher: &str, name: &str) {
        let mut content = self.content();
        content.extensions.retain(|it| !it.is(publisher, name));
    }

    /// Locks the content. It stays valid if another thread panics.
    fn content(&self) -> MutexGuard<'_, Content> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
