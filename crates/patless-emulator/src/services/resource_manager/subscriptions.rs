//! Routes of the subscriptions that the caller may read.
//!
//! Shape: <https://learn.microsoft.com/rest/api/resources/subscriptions/list>.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};
use uuid::Uuid;

use super::arm_error::response;
use super::caller::{Caller, caller};
use crate::services::Shared;
use crate::wire::{Request, Response};

/// Handles a request for the list. Whoever may read nothing gets an empty one.
pub(super) async fn list(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let caller = match caller(&shared, &request) {
        Ok(caller) => caller,
        Err(refusal) => return refusal,
    };
    let value: Vec<_> = may_read(&shared, &caller)
        .then(|| description(&shared))
        .into_iter()
        .collect();
    let count = json!({ "type": "Total", "value": value.len() });
    Response::json(200, &json!({ "value": value, "count": count }))
}

/// Handles a request for one. What the caller may not read is not found.
pub(super) async fn get(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let caller = match caller(&shared, &request) {
        Ok(caller) => caller,
        Err(refusal) => return refusal,
    };
    let id = request.parameter("subscription");
    let is_own = Uuid::parse_str(id).is_ok_and(|it| it == shared.world.subscription.id);
    if is_own && may_read(&shared, &caller) {
        return Response::json(200, &description(&shared));
    }
    let message = format!("The subscription '{id}' could not be found.");
    response(404, "SubscriptionNotFound", &message)
}

/// Describes the subscription.
fn description(shared: &Shared) -> Value {
    let subscription = &shared.world.subscription;
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
}

/// Returns whether the caller is the application of a service connection.
fn may_read(shared: &Shared, caller: &Caller) -> bool {
    let mut connections = shared.world.connections.iter();
    caller.tenant_id == shared.world.subscription.tenant_id
        && connections.any(|it| caller.client_id == Some(it.client_id))
}
