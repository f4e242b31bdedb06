//! The roles that the identity has on a feed and in a publisher.

use patless_core::azure_devops::{Resource, ResourceHost};
use patless_core::errors::TargetError;
use serde::Deserialize;

use super::known::Principal;
use super::looking::{Looking, Seen};
use super::principal::PREVIEW;

/// A role on a feed, by its fields on the wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FeedRole {
    role: Option<String>,
    identity_descriptor: Option<String>,
    identity_id: Option<String>,
}

/// A role in a publisher, by its fields on the wire.
#[derive(Deserialize)]
struct PublisherRole {
    identity: Member,
    role: Role,
}

#[derive(Deserialize)]
struct Member {
    id: Option<String>,
}

#[derive(Deserialize)]
struct Role {
    name: Option<String>,
}

/// Looks up the role on a feed of the organization, else on one of the project. `None`: it has none of its own.
pub(super) async fn on_feed(
    looking: &Looking<'_>,
    project: Option<&str>,
    feed: &str,
    identity: &Principal,
) -> Result<Seen<Option<String>>, TargetError> {
    let path = ["packaging", "feeds", feed, "permissions"];
    let of_organization = Resource::new(ResourceHost::Feeds, &path, PREVIEW);
    let mut all: Seen<Vec<FeedRole>> = looking.all(&of_organization).await?;
    if let (Seen::Absent(_), Some(project)) = (&all, project) {
        all = looking.all(&of_organization.of_project(project)).await?;
    }
    Ok(all.map(|all| {
        let own = all.into_iter().find(|it| it.is_of(identity));
        let role = own.and_then(|it| it.role);
        role.filter(|it| !it.eq_ignore_ascii_case("none"))
    }))
}

/// Looks up the role in a publisher, by the id of the profile. `None`: it is no member.
pub(super) async fn in_publisher(
    looking: &Looking<'_>,
    publisher: &str,
    profile: &str,
) -> Result<Seen<Option<String>>, TargetError> {
    let path = [
        "securityroles",
        "scopes",
        "gallery.publisher",
        "roleassignments",
        "resources",
        publisher,
    ];
    let all = Resource::new(ResourceHost::Marketplace, &path, PREVIEW);
    let all: Seen<Vec<PublisherRole>> = looking.all(&all).await?;
    Ok(all.map(|all| {
        let is_own = |it: &PublisherRole| {
            let id = it.identity.id.as_deref();
            id.is_some_and(|id| id.eq_ignore_ascii_case(profile))
        };
        all.into_iter().find(is_own)?.role.name
    }))
}

impl FeedRole {
    fn is_of(&self, identity: &Principal) -> bool {
        let same = |one: Option<&str>, other: Option<&str>| {
            one.zip(other)
                .is_some_and(|(one, other)| one.eq_ignore_ascii_case(other))
        };
        // `…AadServicePrincipal;{tenant}\{object id}`
        let object = self.identity_descriptor.as_deref();
        let object = object
            .and_then(|it| it.rsplit_once('\\'))
            .map(|(_, object)| object);
        same(self.identity_id.as_deref(), identity.storage_key.as_deref())
            || same(object, identity.object_id.as_deref())
    }
}
