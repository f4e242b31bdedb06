//! Routes of the locations: where the resources are, which clients ask for before anything else.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};

use super::super::authentication::caller;
use crate::services::Shared;
use crate::wire::{Request, Response};

/// Handles a request for the locations of the gallery.
pub(super) async fn gallery(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    respond(&shared, &request, GALLERY)
}

/// Handles a request for the locations of the roles.
pub(super) async fn roles(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    respond(&shared, &request, ROLES)
}

/// Handles a request for the gallery of an organization. It has none, and tells this to anyone.
pub(in super::super) async fn none(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Response {
    respond(&shared, &request, &[])
}

/// Lists locations. Nobody needs a credential for them, but an invalid one is refused.
fn respond(shared: &Shared, request: &Request, locations: &[Location]) -> Response {
    if request.method != "OPTIONS" {
        return Response::empty(405).header("allow", "OPTIONS");
    }
    if request.header("authorization").is_some()
        && let Err(refusal) = caller(shared, request)
    {
        return refusal;
    }
    let all: Vec<_> = locations.iter().map(Location::described).collect();
    Response::json(200, &json!({ "count": all.len(), "value": all }))
}

/// Location of a resource.
struct Location {
    id: &'static str,
    area: &'static str,
    resource: &'static str,
    route: &'static str,
}

impl Location {
    fn described(&self) -> Value {
        json!({
            "id": self.id,
            "area": self.area,
            "resourceName": self.resource,
            "routeTemplate": self.route,
            "resourceVersion": 2,
            "minVersion": "1.0",
            "maxVersion": "7.2",
            "releasedVersion": "0.0",
        })
    }
}

// The IDs are those that the clients name. Routes are templates with the names of their parameters.
const GALLERY: &[Location] = &[
    Location {
        id: "a41192c8-9525-4b58-bc86-179fa549d80d",
        area: "gallery",
        resource: "extensions",
        route: "_apis/{area}/{resource}/{extensionId}",
    },
    Location {
        id: "e11ea35a-16fe-4b80-ab11-c4cab88a0966",
        area: "gallery",
        resource: "extensions",
        route: "_apis/{area}/publishers/{publisherName}/{resource}/{extensionName}",
    },
    Location {
        id: "a1e66d8f-f5de-4d16-8309-91a4e015ee46",
        area: "gallery",
        resource: "accounts",
        route: "_apis/{area}/publishers/{publisherName}/extensions/{extensionName}/{resource}/{accountName}",
    },
];

const ROLES: &[Location] = &[Location {
    id: "9461c234-c84c-4ed2-b918-2f0f92ad0a35",
    area: "securityroles",
    resource: "roleassignments",
    route: "_apis/{area}/scopes/{scopeId}/{resource}/resources/{resourceId}/{identityId}",
}];
