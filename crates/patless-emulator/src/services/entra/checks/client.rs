//! Checks of the application.

use serde_json::json;
use uuid::Uuid;

use super::tenant;
use crate::scenario::{ConditionalAccess, ServicePrincipal};
use crate::services::Shared;
use crate::services::entra::refusal::Refusal;
use crate::world::{Application, ApplicationKind};

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

/// Checks that the application can have a credential at all.
pub(super) fn check_is_confidential(application: &Application) -> Result<(), Refusal> {
    match application.kind {
        ApplicationKind::Public => Err(public_with_credential()),
        ApplicationKind::Confidential | ApplicationKind::ManagedIdentity => Ok(()),
    }
}

/// Makes the refusal of a public client that presents a credential.
pub(super) fn public_with_credential() -> Refusal {
    Refusal::invalid_client(
        700_025,
        "Client is public so neither 'client_assertion' nor 'client_secret' should be presented."
            .to_owned(),
    )
}

/// Checks a client secret.
pub(super) fn check_secret(application: &Application, secret: &str) -> Result<(), Refusal> {
    if application.kind == ApplicationKind::ManagedIdentity {
        return Err(Refusal::invalid_client(
            7_000_232,
            format!(
                "MSI identity ({}) should not use ClientSecretCredential.",
                application.client_id,
            ),
        ));
    }
    if application.client_secret.as_deref() == Some(secret) {
        return Ok(());
    }
    if application.expired_client_secret.as_deref() == Some(secret) {
        return Err(Refusal::invalid_client(
            7_000_222,
            format!(
                "The provided client secret keys for app '{}' are expired. Visit the Azure portal \
                 to create new keys for your app: https://aka.ms/NewClientSecret, or consider using \
                 certificate credentials for added security: https://aka.ms/certCreds.",
                application.client_id,
            ),
        ));
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
