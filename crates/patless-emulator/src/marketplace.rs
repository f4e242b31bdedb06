//! What a person does on the web pages of the Marketplace: adding members to a publisher, and looking at an extension.

use thiserror::Error;
use uuid::Uuid;

use crate::emulator::Emulator;
use crate::world::{PublisherMember, PublisherRole};

impl Emulator {
    /// Adds a member to a publisher, or changes the member's role, as an owner of the publisher does on its web page.
    ///
    /// # Errors
    /// Refuses an ID that is not the ID of a profile, and the name of a publisher that does not exist.
    pub fn add_publisher_member(
        &self,
        publisher: &str,
        profile_id: Uuid,
        role: PublisherRole,
    ) -> Result<(), MemberError> {
        let mut publishers = self.world().publishers.iter();
        if !publishers.any(|it| it.name == publisher) {
            return Err(MemberError::UnknownPublisher(publisher.to_owned()));
        }
        if !self.world().has_profile(profile_id) {
            return Err(MemberError::UnknownMember(profile_id));
        }
        let member = PublisherMember { profile_id, role };
        self.gallery().set_member(publisher, member);
        Ok(())
    }

    /// Returns the versions of a published extension, the newest first. An extension that does not exist has none.
    pub fn extension_versions(&self, publisher: &str, name: &str) -> Vec<String> {
        let extension = self.gallery().extension(publisher, name);
        let versions = extension.map(|it| it.versions).unwrap_or_default();
        versions.into_iter().map(|it| it.number).collect()
    }

    /// Returns the organizations that a published extension is shared with.
    pub fn extension_accounts(&self, publisher: &str, name: &str) -> Vec<String> {
        let extension = self.gallery().extension(publisher, name);
        extension.map(|it| it.shared_with).unwrap_or_default()
    }
}

/// Refusal to add a member to a publisher.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum MemberError {
    /// The ID is not the ID of a profile. The code is known from reports, the words are not.
    #[error("TF14045: The identity with the id {0} could not be found.")]
    UnknownMember(Uuid),
    /// The publisher does not exist.
    #[error("the publisher '{0}' does not exist")]
    UnknownPublisher(String),
}
