//! Route of the subscriptions that the caller may read.
//!
//! Shape: <https://learn.microsoft.com/rest/api/resources/subscriptions/list>.

use std::sync::Arc;

use axum::extract::State;
use serde_json::json;

use super::caller::{Caller, caller};
use crate::services::Shared;
use crate::wire::{Request, Response};

/// Handles a request for the list. Whoever may read nothing gets an empty one.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let caller = match caller(&shared, &request) {
        Ok(caller) => caller,
        Err(refusal) => return refusal,
    };
    let subscription = &shared.world.subscription;
    let value: Vec<_> = may_read(&shared, &caller)
        .then(|| {
            json!({
                "id": format!("/subscriptions/{}", subscription.id),
                "subscriptionId": subscription.id,
                "tenantId": subscription.tenant_id,
                "displayName": subscription.name,
                "state": "Enabled",
                "subscriptionPolicies": {
                    "locationPlacementId": "Public_2014-09-01",
                    "quotaId": "PayAsYouGo_2014-09-01",
                    "spendingLimit": "Off",
                },
                "authorizationSource": "RoleBased",
                "managedByTenants": [],
            })
        })
        .into_iter()
        .collect();
    let count = json!({ "type": "Total", "value": value.len() });
    Response::json(200, &json!({ "value": value, "count": count }))
}

/// Returns whether the caller is the application of a service connection.
fn may_read(shared: &Shared, caller: &Caller) -> bool {
    let mut connections = shared.world.connections.iter();
    caller.tenant_id == shared.world.subscription.tenant_id
        && connections.any(|it| caller.client_id == Some(it.client_id))
}
