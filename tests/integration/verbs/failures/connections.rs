//! What can be wrong with a service connection in a script step.

use patless_catalogue::Cause;
use patless_core::SourceName;

use super::row::{Row, scenario};
use crate::verbs::call::Call;

const CONNECTION: SourceName = SourceName::ServiceConnection;

fn row(cause: Cause, fix: &'static str) -> Row {
    Row::of(CONNECTION, cause, fix, |emulator| {
        Call::in_a_script_step(emulator)
    })
}

/// The rows.
pub(super) fn rows() -> Vec<Row> {
    vec![
        Row::at_a_desk(
            CONNECTION,
            Cause::NoSource,
            "SYSTEM_ACCESSTOKEN: $(System.AccessToken) under env",
        ),
        row(
            Cause::NoSource,
            "SYSTEM_ACCESSTOKEN: $(System.AccessToken) under env",
        )
        .variable("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID", ""),
        row(Cause::IncompleteSource, "--client for AZURE_CLIENT_ID")
            .variable("AZURESUBSCRIPTION_CLIENT_ID", ""),
        row(
            Cause::NoJobToken,
            "SYSTEM_ACCESSTOKEN: $(System.AccessToken)",
        )
        .variable("SYSTEM_ACCESSTOKEN", ""),
        row(
            Cause::NoJobToken,
            "SYSTEM_ACCESSTOKEN: $(System.AccessToken)",
        )
        .with(|call| call.secret_variable("SYSTEM_ACCESSTOKEN", "sekret of-two-words")),
        row(
            Cause::UnexpandedJobToken,
            "SYSTEM_ACCESSTOKEN: $(System.AccessToken)",
        )
        .variable("SYSTEM_ACCESSTOKEN", "$(System.AccessToken)"),
        row(Cause::ForeignHost, "find what set one of the two")
            .variable("SYSTEM_OIDCREQUESTURI", "https://evil.example/oidctoken"),
        row(Cause::WrongEnvironment, "correct or unset the variable").with(|call| {
            let url = call.emulator().azure_devops_url().join("_apis/projects");
            call.variable("SYSTEM_OIDCREQUESTURI", url.unwrap().as_str())
        }),
        row(
            Cause::NotInAJob,
            "run this as a task in an Azure Pipelines job",
        )
        .variable("SYSTEM_OIDCREQUESTURI", "")
        .variable("SYSTEM_PLANID", ""),
        row(Cause::BadJobToken, "only in this job").refused_in(scenario("bad-job-token")),
        row(Cause::OtherJobToken, "use the job's own").refused_in(scenario("other-job-token")),
        row(Cause::ConnectionNotReferenced, "input")
            .refused_in(scenario("connection-not-referenced")),
        row(Cause::SignInPage, "only in this job").refused_in(scenario("sign-in-page")),
        row(Cause::NoAssertionInReply, "name the service connection")
            .refused_in(scenario("no-assertion-in-reply")),
        row(Cause::WrongSubject, "create").refused_in(scenario("wrong-subject")),
        row(
            Cause::NoFederatedCredential,
            "create this federated credential",
        )
        .refused_in(scenario("no-federated-credential")),
    ]
}
