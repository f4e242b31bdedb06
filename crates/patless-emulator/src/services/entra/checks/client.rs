//! Checks of the application.

use serde_json::json;
use uuid::Uuid;

use super::tenant;
use crate::scenario::{ConditionalAccess, ServicePrincipal};
use crate::services::Shared;
use crate::services::entra::refusal::Refusal;
use crate::world::Application;

/// Finds the application.
pub(super) fn application<'a>(
    shared: &'a Shared,
    tenant_id: Uuid,
    client_id: &str,
) -> Result<&'a Application, Refusal> {
    let id = Uuid::parse_str(client_id)
        .ok()
        .filter(|id| !id.is_nil())
        .ok_or_else(|| {
            Refusal::bad_request(
                "unauthorized_client",
                700_038,
                format!("{client_id} is not a valid application identifier."),
            )
        })?;
    shared.world.application_in(tenant_id, id).ok_or_else(|| {
        Refusal::bad_request(
            "unauthorized_client",
            700_016,
            format!(
                "Application with identifier '{client_id}' was not found in the directory '{}'. \
                 This can happen if the application has not been installed by the administrator of \
                 the tenant or consented to by any user in the tenant. You may have sent your \
                 authentication request to the wrong tenant.",
                tenant::name(shared, tenant_id),
            ),
        )
    })
}

/// Checks that the application has a service principal and that it is enabled.
pub(super) fn check_service_principal(
    shared: &Shared,
    application: &Application,
) -> Result<(), Refusal> {
    let Application {
        client_id, name, ..
    } = application;
    match shared.scenario.entra.service_principal {
        ServicePrincipal::Present => Ok(()),
        ServicePrincipal::Missing => Err(Refusal::invalid_client(
            7_000_229,
            format!(
                "The client application {client_id} is missing service principal in the tenant {}. \
                 See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119",
                application.tenant_id,
            ),
        )),
        ServicePrincipal::Disabled => Err(Refusal::bad_request(
            "unauthorized_client",
            7_000_112,
            format!("Application '{client_id}'({name}) is disabled."),
        )),
    }
}

/// Checks a client secret.
pub(super) fn check_secret(application: &Application, secret: &str) -> Result<(), Refusal> {
    if application.client_secret.as_deref() == Some(secret) {
        return Ok(());
    }
    Err(Refusal::invalid_client(
        7_000_215,
        format!(
            "Invalid client secret provided. Ensure the secret being sent in the request is the \
             client secret value, not the client secret ID, for a secret added to app '{}'.",
            application.client_id,
        ),
    ))
}

/// Checks the conditional access policies.
pub(super) fn check_conditional_access(shared: &Shared) -> Result<(), Refusal> {
    match shared.scenario.entra.conditional_access {
        ConditionalAccess::Allows => Ok(()),
        ConditionalAccess::Blocks => {
            let challenge = json!({
                "access_token": { "capolids": { "essential": true, "values": [POLICY_ID] } },
            });
            Err(Refusal {
                claims: Some(challenge.to_string()),
                ..Refusal::bad_request(
                    "invalid_grant",
                    53003,
                    "Access has been blocked by Conditional Access policies. The access policy \
                     does not allow token issuance."
                        .to_owned(),
                )
            })
        }
    }
}

const POLICY_ID: &str = "ca900001-4d5e-4f6a-8b7c-9d0e1f2a3b4c";
