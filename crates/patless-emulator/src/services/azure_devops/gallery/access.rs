//! Check whether the caller may do something with a publisher.

use uuid::Uuid;

use super::super::authentication::{Caller, caller, refused};
use super::super::membership::{application, person};
use super::super::vss_error::Exception;
use crate::services::Shared;
use crate::wire::{Request, Response};
use crate::world::{Publisher, PublisherRole};

/// What a caller wants to do with a publisher.
#[derive(Clone, Copy)]
pub(super) enum Permission {
    /// See the members.
    ViewMembers,
    /// Update, share or unpublish an extension.
    Update,
    /// Publish a new extension.
    Create,
}

impl Permission {
    /// Returns the lowest role with the permission.
    fn role(self) -> PublisherRole {
        match self {
            Self::ViewMembers => PublisherRole::Reader,
            Self::Update => PublisherRole::Contributor,
            Self::Create => PublisherRole::Creator,
        }
    }

    /// Returns the name in a refusal. The first and the last are known from reports, the other one is not.
    fn name(self) -> &'static str {
        match self {
            Self::ViewMembers => "View user permissions on a resource",
            Self::Update => "Update an existing extension",
            Self::Create => "Publish new extensions to an existing publisher",
        }
    }
}

/// Returns the ID of the caller's profile. The token of a job is not accepted, nor is an identity without a profile.
pub(super) fn profile(shared: &Shared, request: &Request) -> Result<Uuid, Response> {
    let id = match caller(shared, request)? {
        Caller::Application(issued) => shared
            .world
            .profile_id(application(shared, request, &issued)?),
        Caller::Person(id) => {
            let person = person(shared, request, id)?;
            person.license.map(|_| person.profile_id)
        }
        Caller::Job | Caller::OtherJob => return Err(refused(shared, request)),
    };
    id.ok_or_else(|| Exception::InvalidAccess.response("The requested operation is not allowed."))
}

/// Returns the publisher of this name, if the caller may do this with it.
pub(super) fn check<'a>(
    shared: &'a Shared,
    request: &Request,
    publisher: &str,
    permission: Permission,
) -> Result<&'a Publisher, Response> {
    let profile_id = profile(shared, request)?;
    let mut publishers = shared.world.publishers.iter();
    let publisher = publishers
        .find(|it| it.name.eq_ignore_ascii_case(publisher))
        .ok_or_else(|| {
            let message = format!("The publisher '{publisher}' does not exist.");
            Exception::PublisherNotFound.response(&message)
        })?;
    let role = shared.gallery.role(&publisher.name, profile_id);
    if role.is_none_or(|role| role < permission.role()) {
        return Err(Exception::AccessCheck.response(&format!(
            "Access Denied: {profile_id} needs the following permission(s) on the resource /{} to perform \
             this action: {}",
            publisher.name,
            permission.name(),
        )));
    }
    Ok(publisher)
}
