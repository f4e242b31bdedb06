//! What can be wrong with the managed identity of a machine or service.

use patless_catalogue::Cause;
use patless_core::SourceName;
use patless_emulator::scenario::{
    ArcChallenge, AssignedIdentities, CannedResponse, Fault, Faults, ManagedIdentityKnobs,
};
use patless_emulator::services::Route;
use patless_emulator::services::managed_identity::{app_service, arc, imds};
use patless_emulator::{ManagedIdentityHost as Host, Scenario};

use super::row::{Row, desk};
use crate::verbs::set_up::on_host;

const MACHINE: SourceName = SourceName::ManagedIdentity;
const STRANGER: &str = "deadc0de-0000-4000-8000-000000000001";

fn on_imds(cause: Cause, fix: &'static str) -> Row {
    Row::of(MACHINE, cause, fix, |it| on_host(it, Host::Imds))
}

fn on_app_service(cause: Cause, fix: &'static str) -> Row {
    Row::of(MACHINE, cause, fix, |it| on_host(it, Host::AppService))
}

fn on_machine_learning(cause: Cause, fix: &'static str) -> Row {
    Row::of(MACHINE, cause, fix, |it| on_host(it, Host::MachineLearning))
}

fn on_cloud_shell(cause: Cause, fix: &'static str) -> Row {
    Row::of(MACHINE, cause, fix, |it| on_host(it, Host::CloudShell))
}

fn on_arc(cause: Cause, fix: &'static str) -> Row {
    Row::of(MACHINE, cause, fix, |it| on_host(it, Host::Arc))
}

/// A scenario in which a host always answers so.
fn answering(route: Route, response: CannedResponse) -> Scenario {
    Scenario {
        faults: Faults::on(route, Fault::Respond(response).always()),
        ..Scenario::default()
    }
}

/// A scenario of a machine with a mistake.
fn with(change: impl Fn(&mut ManagedIdentityKnobs)) -> Scenario {
    let mut scenario = desk();
    change(&mut scenario.managed_identity);
    scenario
}

/// The rows.
pub(super) fn rows() -> Vec<Row> {
    let mut rows = of_identities();
    rows.extend(of_hosts());
    rows.extend(of_arc());
    rows
}

fn of_identities() -> Vec<Row> {
    let nobody = with(|knobs| knobs.assigned = AssignedIdentities::Nothing);
    let soon_over = with(|knobs| knobs.access_token_lifetime_s = Some(60));
    vec![
        Row::at_a_desk(MACHINE, Cause::NoManagedIdentity, "assign it an identity"),
        on_imds(
            Cause::ManagedIdentityNotAssigned,
            "Identity not found, assign one",
        )
        .refused_in(nobody.clone()),
        on_imds(
            Cause::ManagedIdentityNotAssigned,
            "Identity not found, assign one",
        )
        .refused()
        .flags(&["--client", STRANGER]),
        on_imds(
            Cause::ManagedIdentityNotAssigned,
            "Identity not found, assign one",
        )
        .refused()
        .flags(&["--identity-object-id", STRANGER]),
        on_app_service(
            Cause::AppIdentity,
            "the client id of an identity that the app has",
        )
        .refused_in(nobody),
        on_imds(Cause::WrongEnvironment, "correct or unset the variable")
            .variable("AZURE_CLIENT_ID", "tools"),
        on_imds(Cause::UnknownResource, "check the resource, or the scope")
            .refused()
            .flags(&["--scope", "api://no-such-resource/.default"]),
        on_imds(Cause::ShortLifetime, "minimumLifetime").refused_in(soon_over),
        on_cloud_shell(
            Cause::ManagedIdentityUnsupported,
            "name the identity by its client id",
        )
        .flags(&["--client", STRANGER]),
        on_machine_learning(
            Cause::ManagedIdentityUnsupported,
            "name the identity by its client id",
        )
        .flags(&["--identity-object-id", STRANGER]),
        on_app_service(
            Cause::ManagedIdentityUnsupported,
            "Patless does not support Service Fabric",
        )
        .variable("IDENTITY_SERVER_THUMBPRINT", "aa"),
    ]
}

fn of_hosts() -> Vec<Row> {
    let refusing = r#"{"error":"something_new"}"#;
    vec![
        on_app_service(
            Cause::ManagedIdentityEndpoint,
            "the host of a managed identity sets it itself",
        )
        .variable("IDENTITY_ENDPOINT", "https://evil.example/token"),
        on_imds(
            Cause::ManagedIdentityEndpoint,
            "the host of a managed identity sets it itself",
        )
        .variable("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://10.0.0.4"),
        on_app_service(Cause::WrongEnvironment, "correct or unset the variable")
            .variable("IDENTITY_ENDPOINT", "evil.example"),
        on_app_service(Cause::ManagedIdentityHeader, "Restart the app")
            .refused()
            .with(|call| call.secret_variable("IDENTITY_HEADER", "sekret-of-another-process")),
        on_machine_learning(Cause::ManagedIdentityHeader, "Restart the app")
            .refused()
            .with(|call| call.secret_variable("MSI_SECRET", "sekret-of-another-process")),
        on_app_service(
            Cause::AppServiceToken,
            "check the requested resource or scope first",
        )
        .in_vain_in(desk())
        .flags(&["--scope", "api://no-such-resource/.default"]),
        on_imds(Cause::ManagedIdentityUnavailable, "try again in a minute")
            .in_vain_in(answering(imds::TOKEN, CannedResponse::new(404))),
        on_imds(Cause::ManagedIdentityUnavailable, "try again in a minute")
            .in_vain_in(answering(imds::TOKEN, CannedResponse::new(410))),
        on_imds(Cause::ManagedIdentityUnavailable, "try again in a minute")
            .in_vain_in(answering(imds::TOKEN, CannedResponse::new(429))),
        on_imds(Cause::ManagedIdentityUnavailable, "try again in a minute")
            .in_vain_in(answering(imds::TOKEN, CannedResponse::new(500))),
        on_imds(
            Cause::ManagedIdentityRefused,
            "read the message that it gave",
        )
        .refused_in(answering(imds::TOKEN, CannedResponse::json(400, refusing))),
        on_imds(Cause::ManagedIdentityNotJson, "select another source").refused_in(answering(
            imds::TOKEN,
            CannedResponse::html(200, "<p>hi</p>"),
        )),
        on_app_service(Cause::ManagedIdentityNotJson, "check IDENTITY_ENDPOINT")
            .refused_in(answering(app_service::TOKEN, CannedResponse::new(404))),
        on_app_service(Cause::ManagedIdentityNotJson, "check IDENTITY_ENDPOINT").refused_in(
            answering(app_service::TOKEN, CannedResponse::json(200, "{}")),
        ),
    ]
}

fn of_arc() -> Vec<Row> {
    // What the agent says of the identity is missing, as with older ones.
    let older = r#"{"access_token":"eyJhbGciOiJub25lIn0.e30.","expires_in":"3600"}"#;
    let mut rows: Vec<_> = [
        ArcChallenge::OtherFolder,
        ArcChallenge::Traversal,
        ArcChallenge::OtherSuffix,
        ArcChallenge::MissingFile,
        ArcChallenge::OtherScheme,
        ArcChallenge::Missing,
        // This process cannot see the folder.
        ArcChallenge::KeyFile,
    ]
    .into_iter()
    .map(|challenge| {
        let scenario = with(|knobs| knobs.arc_challenge = challenge);
        on_arc(Cause::ArcKey, "let the user read the agent's keys").refused_in(scenario)
    })
    .collect();
    rows.push(
        on_arc(
            Cause::OtherManagedIdentity,
            "use the system-assigned identity",
        )
        .flags(&["--client", STRANGER])
        .refused_in(answering(arc::TOKEN, CannedResponse::json(200, older))),
    );
    rows
}
