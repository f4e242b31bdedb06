//! What can be wrong with a client secret, and with any application in a tenant.

use patless_catalogue::Cause;
use patless_core::SourceName;
use patless_emulator::scenario::{CannedResponse, EntraKnobs, EntraRefusal, Fault, Faults};
use patless_emulator::services::entra;
use patless_emulator::{Identity, Scenario};

use super::row::{Row, scenario};
use crate::verbs::call::with_secret;
use crate::verbs::set_up::by_variables;

/// A row where the variables of the application are set.
fn row(cause: Cause, fix: &'static str) -> Row {
    Row::of(SourceName::ClientSecret, cause, fix, |emulator| {
        by_variables(emulator, Identity::ClientSecret)
    })
}

/// A scenario in which Entra refuses with a code.
fn refusing(code: u32) -> Scenario {
    Scenario {
        entra: EntraKnobs {
            refusal: Some(EntraRefusal::always(code)),
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    }
}

/// A scenario in which the token endpoint always answers so.
fn answering(response: CannedResponse) -> Scenario {
    Scenario {
        faults: Faults::on(entra::TOKEN, Fault::Respond(response).always()),
        ..Scenario::default()
    }
}

/// The rows.
pub(super) fn rows() -> Vec<Row> {
    let mut rows = vec![
        Row::at_a_desk(
            SourceName::ClientSecret,
            Cause::NoSource,
            "set AZURE_CLIENT_SECRET, AZURE_TENANT_ID and AZURE_CLIENT_ID",
        ),
        row(Cause::IncompleteSource, "--tenant for AZURE_TENANT_ID")
            .variable("AZURE_TENANT_ID", ""),
        row(Cause::IncompleteSource, "--client for AZURE_CLIENT_ID")
            .variable("AZURE_CLIENT_ID", ""),
        row(Cause::WrongEnvironment, "correct or unset the variable")
            .variable("AZURE_CLIENT_ID", "acme"),
        row(Cause::WrongSecret, "create a secret, and use its value")
            .refused()
            .with(|call| {
                call.secret_variable("AZURE_CLIENT_SECRET", "sekret-of-another-application")
            }),
        row(Cause::ExpiredSecret, "create a secret, and use its value")
            .refused()
            .with(|call| {
                let application = with_secret(call.emulator());
                let secret = application.expired_client_secret.clone().unwrap();
                call.variable("AZURE_CLIENT_SECRET", &secret)
            }),
        row(Cause::UnknownClient, "az ad sp show --id")
            .refused()
            .flags(&["--client", "deadc0de-0000-4000-8000-000000000001"]),
        row(
            Cause::UnknownTenant,
            "which is from --tenant, AZURE_TENANT_ID",
        )
        .refused()
        .flags(&["--tenant", "no-such-tenant.example"]),
        row(Cause::UnknownResource, "check the resource, or the scope")
            .refused()
            .flags(&["--scope", "api://no-such-resource/.default"]),
        row(Cause::NoServicePrincipal, "az ad sp create")
            .refused_in(scenario("no-service-principal")),
        row(
            Cause::DisabledServicePrincipal,
            "enable the enterprise application",
        )
        .refused_in(scenario("disabled-service-principal")),
        row(Cause::ConditionalAccess, "give the tenant administrator")
            .refused_in(scenario("conditional-access")),
    ];
    rows.extend([
        row(Cause::ManagedIdentityWithSecret, "remove the secret").refused_in(refusing(7_000_232)),
        row(Cause::MalformedClient, "in AZURE_CLIENT_ID").refused_in(refusing(700_038)),
        row(Cause::RemovedApp, "AZURE_CLIENT_ID").refused_in(refusing(700_011)),
        row(Cause::WrongCloud, "--authority-host").refused_in(refusing(900_382)),
        row(Cause::RoleNotAssigned, "assign the identity to a role").refused_in(refusing(501_051)),
        row(Cause::UnlistedCode, "see Microsoft's description").refused_in(refusing(999_999)),
        row(Cause::EntraUnavailable, "again").in_vain_in(answering(CannedResponse::new(503))),
        row(Cause::NoAccessTokenInReply, "look for a proxy")
            .refused_in(scenario("no-access-token-in-reply")),
    ]);
    rows
}
