//! Groups in the Graph of an organization, and who is in them.
//!
//! A real descriptor of a group holds its security identifier. Here it holds its ID, which clients cannot tell: a descriptor is opaque.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};
use uuid::Uuid;

use super::api_version;
use super::subject::{descriptor, not_found, storage_key, storage_key_of};
use super::users::{Users, answer};
use crate::services::Shared;
use crate::wire::{Request, Response};
use crate::world::Group;

/// Handles a request for a group.
pub(super) async fn one(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    answer(&shared, &request, |users| {
        api_version::check_preview(&request)?;
        let named = request.parameter("descriptor");
        let id = storage_key_of(KIND, named);
        let group = users.groups().iter().find(|it| Some(it.id) == id);
        let group = group.ok_or_else(|| not_found(named))?;
        let project = &shared.world.project;
        Ok(Response::json(
            200,
            &json!({
                "subjectKind": "group",
                "description": "",
                "domain": format!("vstfs:///Classification/TeamProject/{}", users.project_id()),
                "principalName": format!("[{}]\\{}", project.name, group.name),
                "mailAddress": null,
                "origin": "vsts",
                "originId": group.id,
                "displayName": group.name,
                "descriptor": named,
            }),
        ))
    })
}

/// Handles a request for memberships, of one step up or down.
pub(super) async fn memberships(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    answer(&shared, &request, |users| {
        api_version::check_preview(&request)?;
        let named = request.parameter("descriptor");
        let direction = request.query("direction").unwrap_or("up");
        let found: Vec<_> = match direction.to_ascii_lowercase().as_str() {
            "up" => up(&users, named)?,
            "down" => down(&users, named)?,
            _ => return Err(Response::empty(400)),
        };
        Ok(Response::json(
            200,
            &json!({ "count": found.len(), "value": found }),
        ))
    })
}

/// Lists the groups that a user or a group is in.
fn up(users: &Users<'_>, named: &str) -> Result<Vec<Value>, Response> {
    let groups = users.groups().iter();
    if let Some(id) = storage_key_of(KIND, named) {
        let containers = groups.filter(|it| it.groups.contains(&id));
        return Ok(containers.map(|it| edge(it, named)).collect());
    }
    let user = storage_key(named).and_then(|it| users.by_key(it));
    let user = user.ok_or_else(|| not_found(named))?;
    let containers = groups.filter(|it| it.applications.contains(&user.application.name));
    Ok(containers.map(|it| edge(it, named)).collect())
}

/// Lists the members of a group.
fn down(users: &Users<'_>, named: &str) -> Result<Vec<Value>, Response> {
    let id = storage_key_of(KIND, named);
    let group = users.groups().iter().find(|it| Some(it.id) == id);
    let group = group.ok_or_else(|| not_found(named))?;
    let groups = group.groups.iter().map(|&it| descriptor(KIND, it));
    let applications = users
        .all()
        .filter(|it| group.applications.contains(&it.application.name))
        .map(|it| descriptor("aadsp", it.identity_id));
    let members = groups.chain(applications);
    Ok(members.map(|it| edge(group, &it)).collect())
}

/// Describes that somebody is in a group.
fn edge(group: &Group, member: &str) -> Value {
    json!({ "containerDescriptor": descriptor_of(group.id), "memberDescriptor": member })
}

/// Makes the descriptor of a group.
fn descriptor_of(id: Uuid) -> String {
    descriptor(KIND, id)
}

/// Kind of the descriptors of groups.
const KIND: &str = "vssgp";
