//! Answers what Azure CLI asks besides: its subscriptions, and whether it is the newest.

use crate::http::{Answer, Request};

/// Answers a request to Azure Resource Manager or to the page that names the newest Azure CLI.
pub(crate) fn answer(request: &Request) -> Answer {
    match request.path().to_ascii_lowercase().as_str() {
        "/subscriptions" => Answer::document(SUBSCRIPTIONS.to_owned()),
        "/tenants" => Answer::document(TENANTS.to_owned()),
        path if path == "/cli" || path.ends_with("/setup.py") => {
            Answer::document("VERSION = \"2.0.0\"\n".to_owned())
        }
        path if path.ends_with("/resourceareas") => {
            Answer::document(r#"{"count":0,"value":[]}"#.to_owned())
        }
        _ => Answer::refusal("404 Not Found", "the bench has no such page"),
    }
}

/// One subscription.
const SUBSCRIPTIONS: &str = r#"{"value":[{"id":"/subscriptions/22222222-2222-4222-8222-222222222222","authorizationSource":"RoleBased","managedByTenants":[],"subscriptionId":"22222222-2222-4222-8222-222222222222","tenantId":"55555555-5555-4555-8555-555555555555","displayName":"Bench","state":"Enabled","subscriptionPolicies":{"locationPlacementId":"Public_2014-09-01","quotaId":"PayAsYouGo_2014-09-01","spendingLimit":"Off"}}],"count":{"type":"Total","value":1}}"#;
/// One tenant.
const TENANTS: &str = r#"{"value":[{"id":"/tenants/55555555-5555-4555-8555-555555555555","tenantId":"55555555-5555-4555-8555-555555555555","tenantCategory":"Home"}]}"#;
