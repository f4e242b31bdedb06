//! Route of the resource areas, which tell a client the host of each part of the API.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};

use super::{api_version, connection_data, headers};
use crate::services::Shared;
use crate::wire::{Request, Response};

/// Handles a request for the resource areas.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let response = list(&shared, &request).unwrap_or_else(|refusal| refusal);
    headers::with_tenant(response, &shared, &request)
}

/// Lists the areas. Here they are all at the collection's own URL.
fn list(shared: &Shared, request: &Request) -> Result<Response, Response> {
    connection_data::identity(shared, request)?;
    if request.method != "GET" {
        return Err(Response::empty(405).header("allow", "GET"));
    }
    api_version::check(request)?;
    let collection = shared.urls.azure_devops.join(&format!(
        "/{}/",
        request.parameter("organization").to_lowercase()
    ));
    let collection = collection.map_or_else(|_| String::new(), String::from);
    let areas = AREAS.iter().map(|area| {
        json!({
            "id": area.id,
            "name": area.name,
            "locationUrl": collection,
        })
    });
    let areas: Vec<Value> = areas.collect();
    Ok(Response::json(
        200,
        &json!({ "count": areas.len(), "value": areas }),
    ))
}

/// Part of the API that has a host of its own.
struct Area {
    id: &'static str,
    name: &'static str,
}

/// The areas that clients look up by these IDs, which are the same in every organization.
const AREAS: [Area; 4] = [
    Area {
        id: "4e080c62-fa21-4fbc-8fef-2a10a2b38049",
        name: "git",
    },
    Area {
        id: "79134c72-4a58-4b42-976c-04e7115f32bf",
        name: "core",
    },
    Area {
        id: "fb13a388-40dd-4a04-b530-013a739c72ef",
        name: "policy",
    },
    Area {
        id: "5264459e-e5e0-4bd8-b118-0985e68a4ec5",
        name: "wit",
    },
];
