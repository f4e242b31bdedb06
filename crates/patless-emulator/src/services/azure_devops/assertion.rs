//! The three kinds of assertions that Azure DevOps gives to a job.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::keys::SigningKey;
use crate::services::{ServiceName, Shared};
use crate::wire::{
    FEDERATION_AUDIENCE, FEDERATION_RESOURCE_ID, random_bytes, random_guid, random_text,
};
use crate::world::{AZURE_DEVOPS_ID, Federation, Issuer, vstoken_issuer};

/// Makes the assertion of the pipeline. `None` means that there is no signing key.
pub(super) fn for_pipeline(shared: &Shared) -> Option<String> {
    let world = &shared.world;
    let job = &world.job;
    let subject = format!(
        "p://{}/{}/{}",
        world.organization.name, world.project.name, job.definition_name,
    );
    let mut claims = short_lived(shared, &vstoken_issuer(world.organization.id), &subject);
    claims["org_id"] = json!(world.organization.id);
    claims["prj_id"] = json!(world.project.id);
    claims["def_id"] = json!(job.definition_id.to_string());
    claims["run_id"] = json!(job.build_id.to_string());
    claims["rpo_id"] = json!(job.repository_id);
    claims["rpo_uri"] = json!(job.repository_uri);
    claims["rpo_ver"] = json!(job.source_version);
    claims["rpo_ref"] = json!(job.source_ref);
    SigningKey::of(Issuer::AzureDevOps)?.signed_jwt(&claims)
}

/// Makes the assertion of a service connection, or returns it from the cache.
pub(super) fn for_connection(
    shared: &Shared,
    connection_id: Uuid,
    federation: &Federation,
) -> Option<String> {
    match federation.issued_by {
        Issuer::AzureDevOps => {
            let claims = short_lived(shared, &federation.issuer, &federation.subject);
            SigningKey::of(Issuer::AzureDevOps)?.signed_jwt(&claims)
        }
        Issuer::Entra => shared.issued.cached_assertion(connection_id, || {
            SigningKey::of(Issuer::Entra)?.signed_jwt(&day_long(shared, federation))
        }),
    }
}

/// Makes the claims of an assertion that Azure DevOps issues. Its validity starts before its issue time.
fn short_lived(shared: &Shared, issuer: &str, subject: &str) -> Value {
    let issued_at_s = issued_at_s(shared);
    let lifetime_s = shared.scenario.azure_devops.assertion_lifetime_s;
    json!({
        "jti": random_guid(),
        "sub": subject,
        "aud": FEDERATION_AUDIENCE,
        "iss": issuer,
        "nbf": issued_at_s - 600,
        "iat": issued_at_s,
        "exp": issued_at_s + lifetime_s.unwrap_or(SHORT_LIFETIME_S),
    })
}

/// Makes the claims of an assertion that Entra issues.
fn day_long(shared: &Shared, federation: &Federation) -> Value {
    let issued_at_s = issued_at_s(shared);
    let lifetime_s = shared.scenario.azure_devops.assertion_lifetime_s;
    json!({
        "aud": FEDERATION_RESOURCE_ID,
        "iss": federation.issuer,
        "iat": issued_at_s,
        "nbf": issued_at_s,
        "exp": issued_at_s + lifetime_s.unwrap_or(DAY_LONG_LIFETIME_S),
        "aio": random_text(48),
        "azp": AZURE_DEVOPS_ID,
        "azpacr": "2",
        "idtyp": "app",
        "oid": AZURE_DEVOPS_SERVICE_PRINCIPAL_ID,
        "rh": format!("1.{}.", random_text(24)),
        "sub": federation.subject,
        "tid": shared.world.tenant.id,
        "uti": random_text(16),
        "ver": "2.0",
        "xms_ficinfo": random_text(12),
        "xms_idrel": format!("7 {}", random_bytes(1)[0] % 32),
    })
}

/// Returns the issue time in assertions.
fn issued_at_s(shared: &Shared) -> i64 {
    shared.clock(ServiceName::AzureDevOps).now_s() - shared.scenario.azure_devops.assertion_age_s
}

/// Lifetime of an assertion that Azure DevOps issues.
const SHORT_LIFETIME_S: i64 = 300;
/// Lifetime of an assertion that Entra issues: 24 hours and 5 minutes.
const DAY_LONG_LIFETIME_S: i64 = 86_700;
/// Object ID of the service principal of Azure DevOps in the tenant.
const AZURE_DEVOPS_SERVICE_PRINCIPAL_ID: &str = "50b1ad05-3e4f-4a5b-9c6d-7e8f9a0b1cad";
