//! Applications as users of the organizations.

use uuid::Uuid;

use super::application::{Application, License};

/// Application as a user of an organization.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct User<'a> {
    /// Application with its service principal in the organization's tenant.
    pub application: &'a Application,
    /// ID of its identity in the organization, also called storage key.
    pub identity_id: Uuid,
    /// License in the organization.
    pub license: License,
}
