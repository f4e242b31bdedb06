//! Requests about the users of an organization, which only its users may send.

use url::Url;
use uuid::Uuid;

use super::authentication::{Caller, caller, organization, refused};
use super::headers;
use super::membership::{member, person_member};
use crate::services::Shared;
use crate::wire::{Request, Response};
use crate::world::{Group, Organization, User};

/// Users of the request's organization.
pub(super) struct Users<'a> {
    shared: &'a Shared,
    organization: &'a Organization,
    caller_id: Uuid,
}

impl<'a> Users<'a> {
    /// Returns the storage key of the user that sent the request.
    pub(super) fn caller_id(&self) -> Uuid {
        self.caller_id
    }

    /// Lists the users that are applications.
    pub(super) fn all(&self) -> impl Iterator<Item = User<'a>> {
        self.shared.world.users(self.organization)
    }

    /// Finds a user by storage key.
    pub(super) fn by_key(&self, key: Uuid) -> Option<User<'a>> {
        self.all().find(|it| it.identity_id == key)
    }

    /// Lists the groups of the organization's project.
    pub(super) fn groups(&self) -> &'a [Group] {
        let world = &self.shared.world;
        if self.organization.id == world.organization.id {
            &world.groups
        } else {
            &[]
        }
    }

    /// Returns the ID of the project.
    pub(super) fn project_id(&self) -> Uuid {
        self.shared.world.project.id
    }

    /// Returns the URL of the organization.
    pub(super) fn url(&self) -> Url {
        let mut url = self.shared.urls.azure_devops.clone();
        url.set_path(&format!("/{}/", self.organization.name));
        url
    }
}

/// Answers a GET request of a user. The token of a job is not accepted.
pub(super) fn answer<'a>(
    shared: &'a Shared,
    request: &Request,
    respond: impl FnOnce(Users<'a>) -> Result<Response, Response>,
) -> Response {
    let response = if request.method == "GET" {
        users(shared, request)
            .and_then(respond)
            .unwrap_or_else(|refusal| refusal)
    } else {
        Response::empty(405).header("allow", "GET")
    };
    headers::with_tenant(response, shared, request)
}

/// Returns the users of the request's organization, if the caller is one of them.
fn users<'a>(shared: &'a Shared, request: &Request) -> Result<Users<'a>, Response> {
    let caller_id = match caller(shared, request)? {
        Caller::Application(issued) => member(shared, request, &issued)?.identity_id,
        Caller::Person(id) => person_member(shared, request, id)?.identity_id,
        Caller::Job | Caller::OtherJob => return Err(refused(shared, request)),
    };
    let organization = organization(shared, request).ok_or_else(|| Response::empty(404))?;
    Ok(Users {
        shared,
        organization,
        caller_id,
    })
}
