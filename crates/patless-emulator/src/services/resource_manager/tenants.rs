//! Route of the tenants in which the caller has an account.
//!
//! Shape: <https://learn.microsoft.com/rest/api/resources/tenants/list>.

use std::sync::Arc;

use axum::extract::State;
use serde_json::json;

use super::caller::caller;
use crate::services::Shared;
use crate::wire::{Request, Response};

/// Handles a request for the list: the tenant of the access token.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let caller = match caller(&shared, &request) {
        Ok(caller) => caller,
        Err(refusal) => return refusal,
    };
    let tenant = shared.world.tenant_by_id(caller.tenant_id);
    let value: Vec<_> = tenant
        .map(|tenant| {
            json!({
                "id": format!("/tenants/{}", tenant.id),
                "tenantId": tenant.id,
                "tenantCategory": "Home",
                "displayName": tenant.name,
                "defaultDomain": tenant.domain,
                "domains": [tenant.domain],
                "tenantType": "AAD",
            })
        })
        .into_iter()
        .collect();
    Response::json(200, &json!({ "value": value }))
}
