//! Roles of the members of a publisher.

/// Role of a member of a publisher. Each role may do everything that the roles before it may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum PublisherRole {
    /// May see the publisher, its extensions and its members.
    Reader,
    /// May update, share and unpublish its extensions.
    Contributor,
    /// May publish new extensions.
    Creator,
    /// May add members.
    Owner,
}

impl PublisherRole {
    /// Returns the name, as in the list of members.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reader => "Reader",
            Self::Contributor => "Contributor",
            Self::Creator => "Creator",
            Self::Owner => "Owner",
        }
    }
}
