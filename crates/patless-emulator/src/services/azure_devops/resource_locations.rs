//! Routes of the resource locations: which path and which versions each resource has, of one area or of all.
//!
//! Clients look a resource up by its ID, which never changes, and build the URL from the route template.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};

use super::{connection_data, headers};
use crate::services::Shared;
use crate::wire::{Request, Response};

/// Handles a request for the locations of an area, or of all where it names none.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let response = list(&shared, &request).unwrap_or_else(|refusal| refusal);
    headers::with_tenant(response, &shared, &request)
}

/// Lists the locations. An unknown area has none.
fn list(shared: &Shared, request: &Request) -> Result<Response, Response> {
    connection_data::identity(shared, request)?;
    if request.method != "OPTIONS" {
        return Err(Response::empty(405).header("allow", "OPTIONS"));
    }
    let area = request.parameter("area");
    let found = LOCATIONS
        .iter()
        .filter(|it| area.is_empty() || it.area.eq_ignore_ascii_case(area));
    let found: Vec<Value> = found.map(Location::json).collect();
    Ok(Response::json(
        200,
        &json!({ "count": found.len(), "value": found }),
    ))
}

/// Where a resource is.
struct Location {
    id: &'static str,
    area: &'static str,
    resource: &'static str,
    /// Path below the collection. `{area}` and `{resource}` stand for the names above.
    template: &'static str,
    /// Version of the resource's preview, in `7.2-preview.2`.
    version: u32,
}

impl Location {
    fn json(&self) -> Value {
        json!({
            "id": self.id,
            "area": self.area,
            "resourceName": self.resource,
            "routeTemplate": self.template,
            "resourceVersion": self.version,
            "minVersion": "1.0",
            "maxVersion": "7.2",
            "releasedVersion": "7.1",
        })
    }
}

const LOCATIONS: [Location; 7] = [
    Location {
        id: "00d9565f-ed9c-4a06-9a50-00e7896ccab4",
        area: "Location",
        resource: "ConnectionData",
        template: "_apis/{resource}",
        version: 1,
    },
    Location {
        id: "e81700f7-3be2-46de-8624-2eb35882fcaa",
        area: "Location",
        resource: "ResourceAreas",
        template: "_apis/{resource}/{areaId}",
        version: 1,
    },
    Location {
        id: "225f7195-f9c7-4d14-ab28-a83f7ff77e1f",
        area: "git",
        resource: "repositories",
        template: "{project}/_apis/{area}/{resource}/{repositoryId}",
        version: 2,
    },
    Location {
        id: "9946fd70-0d40-406e-b686-b4744cbbcc37",
        area: "git",
        resource: "pullRequests",
        template: "{project}/_apis/{area}/repositories/{repositoryId}/{resource}/{pullRequestId}",
        version: 2,
    },
    Location {
        id: "f22387e3-984e-4c52-9c6d-fbb8f14c812d",
        area: "git",
        resource: "pullRequestLabels",
        template: "{project}/_apis/{area}/repositories/{repositoryId}/pullRequests/{pullRequestId}/labels/{labelIdOrName}",
        version: 1,
    },
    Location {
        id: "fb93c0db-47ed-4a31-8c20-47552878fb44",
        area: "git",
        resource: "items",
        template: "{project}/_apis/{area}/repositories/{repositoryId}/{resource}/{*path}",
        version: 1,
    },
    Location {
        id: "1a9c53f7-f243-4447-b110-35ef023636e4",
        area: "wit",
        resource: "wiql",
        template: "{project}/{team}/_apis/{area}/{resource}/{id}",
        version: 2,
    },
];
