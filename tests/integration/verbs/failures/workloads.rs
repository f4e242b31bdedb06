//! What can be wrong with the assertions of GitHub's jobs and of pods.

use patless_catalogue::Cause;
use patless_core::SourceName;
use patless_emulator::scenario::{CannedResponse, Fault, Faults, GitHubKnobs, GitHubSubject};
use patless_emulator::services::github;
use patless_emulator::{Identity, Scenario};

use super::row::{Row, scenario};
use crate::verbs::set_up::by_variables;

const URL: &str = "ACTIONS_ID_TOKEN_REQUEST_URL";
const TOKEN: &str = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";
const FILE: &str = "AZURE_FEDERATED_TOKEN_FILE";

fn of_github(cause: Cause, fix: &'static str) -> Row {
    Row::of(SourceName::GitHubActions, cause, fix, |emulator| {
        by_variables(emulator, Identity::Github)
    })
}

fn of_pod(cause: Cause, fix: &'static str) -> Row {
    Row::of(SourceName::WorkloadIdentity, cause, fix, |emulator| {
        by_variables(emulator, Identity::WorkloadIdentity)
    })
}

/// A scenario in which GitHub always answers so.
fn answering(response: CannedResponse) -> Scenario {
    Scenario {
        faults: Faults::on(github::ASSERTION, Fault::Respond(response).always()),
        ..Scenario::default()
    }
}

/// The rows.
pub(super) fn rows() -> Vec<Row> {
    let mut rows = jobs();
    rows.extend(pods());
    rows
}

fn jobs() -> Vec<Row> {
    let pull_request = Scenario {
        github: GitHubKnobs {
            subject: GitHubSubject::PullRequest,
        },
        ..Scenario::default()
    };
    let github = SourceName::GitHubActions;
    vec![
        Row::at_a_desk(
            github,
            Cause::NoSource,
            "add the permission `id-token: write`",
        ),
        Row::at_a_desk(
            github,
            Cause::NoSource,
            "add the permission `id-token: write`",
        )
        .variable("GITHUB_ACTIONS", "true"),
        of_github(Cause::NoSource, "add the permission `id-token: write`")
            .variable("AZURE_TENANT_ID", "")
            .variable("AZURE_CLIENT_ID", ""),
        of_github(Cause::IncompleteSource, "--client for AZURE_CLIENT_ID")
            .variable("AZURE_CLIENT_ID", ""),
        of_github(Cause::IncompleteSource, "set the variable").variable(TOKEN, ""),
        of_github(Cause::WrongEnvironment, "correct or unset the variable")
            .with(|call| call.secret_variable(TOKEN, "sekret of-two-words")),
        of_github(Cause::WrongEnvironment, "correct or unset the variable")
            .variable(URL, "http://pipelines.actions.githubusercontent.com/"),
        of_github(
            Cause::ForeignGithubHost,
            "find what set ACTIONS_ID_TOKEN_REQUEST_URL",
        )
        .variable(URL, "https://evil.example/token"),
        of_github(Cause::GithubTokenRefused, "`id-token: write`")
            .refused()
            .with(|call| call.secret_variable(TOKEN, "sekret-of-another-job")),
        of_github(Cause::NoGithubAssertion, "typically a proxy")
            .refused_in(answering(CannedResponse::html(200, "<p>hi</p>"))),
        of_github(Cause::NoGithubAssertion, "typically a proxy")
            .in_vain_in(answering(CannedResponse::json(200, "{}"))),
        of_github(Cause::GithubUnavailable, "run the job again later")
            .in_vain_in(answering(CannedResponse::new(503))),
        of_github(Cause::WrongSubject, "create").refused_in(pull_request),
        of_github(
            Cause::NoFederatedCredential,
            "create this federated credential",
        )
        .refused_in(scenario("no-federated-credential")),
    ]
}

fn pods() -> Vec<Row> {
    let pod = SourceName::WorkloadIdentity;
    vec![
        Row::at_a_desk(pod, Cause::NoSource, "set AZURE_FEDERATED_TOKEN_FILE"),
        of_pod(Cause::IncompleteSource, "--tenant for AZURE_TENANT_ID")
            .variable("AZURE_TENANT_ID", ""),
        of_pod(Cause::UnusableTokenFile, "check AZURE_FEDERATED_TOKEN_FILE")
            .variable(FILE, "/not/there"),
        of_pod(Cause::UnusableTokenFile, "check AZURE_FEDERATED_TOKEN_FILE")
            .variable(FILE, "/dev/null"),
        of_pod(Cause::UnusableTokenFile, "check AZURE_FEDERATED_TOKEN_FILE")
            .with(|call| call.file(FILE, "no token\n")),
        of_pod(Cause::UnusableTokenFile, "check AZURE_FEDERATED_TOKEN_FILE")
            .with(|call| call.file(FILE, vec![b'x'; 100_000])),
        of_pod(Cause::ExpiredAssertion, "get a new assertion")
            .refused()
            .with(|call| {
                let token = call.emulator().kubernetes_token_of_age(7_200).unwrap();
                call.file(FILE, token)
            }),
        of_pod(Cause::WrongSubject, "create").refused_in(scenario("wrong-subject")),
        of_pod(Cause::WrongIssuer, "create").refused_in(scenario("wrong-issuer")),
        of_pod(Cause::WrongAudience, "set the audience").refused_in(scenario("wrong-audience")),
    ]
}
