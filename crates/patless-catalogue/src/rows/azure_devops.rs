//! The refusals of Azure DevOps to give an assertion.
//!
//! Wire: `distributedtask/oidctoken` create
//! (<https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create>).

use crate::cause::Cause;
use crate::kind::ErrorKind::{Assertion, Configuration, Unavailable};
use crate::pattern::Pattern::{self, All, Ours, Text, TypeKey};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};
use crate::server::{Body, Server};

const REFERENCE: &str = "name the service connection in an input of type connectedService of a task of this same job, as Patless@1 does with serviceConnection; a task with condition: false is enough, a variable is not:\n  \
    - task: AzureCLI@2\n    \
    condition: false\n    \
    inputs:\n      \
    azureSubscription: YOUR_CONNECTION\n      \
    scriptType: bash\n      \
    scriptLocation: inlineScript\n      \
    inlineScript: 'true'";

const ENDS: &str = "the job's token is valid for this job only, and until the job ends: do not pass it between jobs";

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::ConnectionNotReferenced,
        patterns: &[Text("There is no explicit reference to service connection")],
        kind: Assertion,
        summary: "no task of this job names the service connection in an input",
        remedy: Do(REFERENCE),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ConnectionNotAuthorized,
        patterns: &[Text(
            "The service connection does not exist, has been disabled or has not been authorized for use",
        )],
        kind: Configuration,
        summary: "the pipeline may not use the service connection, or there is none of this name",
        remedy: Do(
            "authorize the pipeline on the page of the service connection (Security, Pipeline permissions); check its name, and that it is not disabled",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnknownConnection,
        patterns: &[TypeKey("EndpointNotFoundException")],
        kind: Assertion,
        summary: "Azure DevOps knows no service connection with this id in the project",
        remedy: Do(
            "take the id from the address of the service connection's page (resourceId=…); share the connection with this project if it is another's",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::JobNotFound,
        patterns: &[
            TypeKey("TaskOrchestrationPlanNotFoundException"),
            TypeKey("TaskOrchestrationJobNotFoundException"),
        ],
        kind: Assertion,
        summary: "Azure DevOps knows no such run or job",
        remedy: Do("use SYSTEM_OIDCREQUESTURI as the agent gives it, in the job it is for"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OtherJobToken,
        patterns: &[
            TypeKey("TaskOrchestrationPlanSecurityException"),
            Text("does not have write permissions for orchestration plan"),
        ],
        kind: Assertion,
        summary: "the job's own token belongs to another run",
        remedy: Do(
            "use $(System.AccessToken) of the job itself: one of another stage, job or run does not open this one",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::NoApiVersion,
        patterns: &[
            TypeKey("VssVersionNotSpecifiedException"),
            Text("No api-version was supplied"),
        ],
        kind: Assertion,
        summary: "the request names no api-version",
        remedy: Do("add ?api-version=7.1 to SYSTEM_OIDCREQUESTURI; Patless does"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PreviewVersion,
        patterns: &[TypeKey("VssInvalidPreviewVersionException")],
        kind: Assertion,
        summary: "the api-version exists as a preview only",
        remedy: Do("ask for api-version=7.1, or put -preview behind a newer one"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WrongContentType,
        patterns: &[TypeKey("VssRequestContentTypeNotSupportedException")],
        kind: Assertion,
        summary: "the request does not say that it is JSON",
        remedy: Do("send the header Content-Type: application/json; Patless does"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::GithubProtocol,
        patterns: &[
            All(&[
                Text("does not support http method 'GET'"),
                Text("getAssertion"),
            ]),
            All(&[
                Text("does not support http method 'GET'"),
                Text("terraform"),
            ]),
        ],
        kind: Configuration,
        summary: "the Terraform provider asked the way it would ask GitHub, because it was given no service connection",
        remedy: Do(
            "set oidc_azure_service_connection_id in the provider, or ARM_OIDC_AZURE_SERVICE_CONNECTION_ID, to the id of the service connection, and use a version of the provider that knows it",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WrongMethod,
        patterns: &[
            Pattern::status(Server::Assertion, 405),
            Text("does not support http method 'GET'"),
        ],
        kind: Assertion,
        summary: "the assertion was asked for with GET",
        remedy: Do(
            "send a POST with an empty body; Patless does. A redirect on the way turns a POST into a GET",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoContentLength,
        patterns: &[Pattern::status(Server::Assertion, 411)],
        kind: Assertion,
        summary: "the request does not say that its body is empty",
        remedy: Do("send the header Content-Length: 0; Patless does, so a proxy took it away"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoAssertionInReply,
        patterns: &[
            Ours("answered without an assertion"),
            Text("OIDC token not found in response"),
            Text("oidcToken not found in response"),
        ],
        kind: Assertion,
        summary: "Azure DevOps answered, but gave no assertion",
        remedy: Do(
            "run the job again; if it stays so, name the service connection in an input of a task of this job",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::BadJobToken,
        patterns: &[Pattern::status(Server::Assertion, 401)],
        kind: Assertion,
        summary: "Azure DevOps does not take the job's own token",
        remedy: Do(ENDS),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SignInPage,
        patterns: &[
            Pattern::status(Server::Assertion, 203),
            Pattern::statuses(Server::Assertion, 300, 399),
            Ours("with a sign-in page instead of an assertion"),
            All(&[
                Text("_signin?realm"),
                Pattern::statuses(Server::Assertion, 203, 399),
            ]),
        ],
        kind: Assertion,
        summary: "Azure DevOps saw no valid job token and showed its sign-in page",
        remedy: Do(ENDS),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AssertionNotJson,
        patterns: &[Ours("instead of JSON")],
        kind: Assertion,
        summary: "something else than Azure DevOps answered",
        remedy: Do("a proxy may stand between the agent and Azure DevOps: let dev.azure.com pass"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NothingIssued,
        patterns: &[Pattern::Status {
            server: Server::Assertion,
            first: 404,
            last: 404,
            body: Body::Empty,
        }],
        kind: Assertion,
        summary: "Azure DevOps has no assertion to give for this service connection in this job",
        remedy: Do(
            "check that the service connection uses workload identity federation, is named in an input of a task of this same job, and is authorized for this pipeline",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AssertionThrottled,
        patterns: &[Pattern::status(Server::Assertion, 429)],
        kind: Unavailable,
        summary: "Azure DevOps throttles this identity",
        remedy: Do("run the job again later, or raise the input retryBudget (seconds)"),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::AssertionUnavailable,
        patterns: &[
            Pattern::status(Server::Assertion, 408),
            Pattern::status(Server::Assertion, 500),
            Pattern::statuses(Server::Assertion, 502, 504),
            Pattern::statuses(Server::Assertion, 506, 599),
        ],
        kind: Unavailable,
        summary: "Azure DevOps is not available",
        remedy: Do("run the job again later, or raise the input retryBudget (seconds)"),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::AssertionRefused,
        patterns: &[
            Pattern::statuses(Server::Assertion, 400, 499),
            Pattern::statuses(Server::Assertion, 201, 299),
        ],
        kind: Assertion,
        summary: "Azure DevOps refuses an assertion",
        remedy: Do(
            "the service connection must be an input of a task of this same job, use workload identity federation, and be authorized for this pipeline",
        ),
        retry: Retry::Never,
    },
];
