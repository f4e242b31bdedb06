//! Azure DevOps issues no assertion.
//!
//! Wire: `distributedtask/oidctoken` create
//! (<https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create>).

use crate::cause::Cause;
use crate::kind::ErrorKind::{Assertion, Configuration, Unavailable};
use crate::pattern::Pattern::{self, All, Ours, Text, TypeKey};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};
use crate::server::{Body, Server};

const REFERENCE: &str = "name the service connection in an input of type connectedService of a task in this job, such as serviceConnection of Patless@1. A task with condition: false is enough; a variable is not:\n  \
    - task: AzureCLI@2\n    \
    condition: false\n    \
    inputs:\n      \
    azureSubscription: YOUR_CONNECTION\n      \
    scriptType: bash\n      \
    scriptLocation: inlineScript\n      \
    inlineScript: 'true'";

const OWN_JOB_ONLY: &str = "use the job's token only in this job and only until the job ends: it is not valid anywhere else";

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::ConnectionNotReferenced,
        patterns: &[Text("There is no explicit reference to service connection")],
        kind: Assertion,
        summary: "no task in this job names the service connection in an input",
        remedy: Do(REFERENCE),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ConnectionNotAuthorized,
        patterns: &[
            Text(
                "The service connection does not exist, has been disabled or has not been authorized for use",
            ),
            Text("The service connection does not exist or has not been authorized for use"),
        ],
        kind: Configuration,
        summary: "the service connection does not exist, is disabled, or is not authorized for this pipeline",
        remedy: Do(
            "check the connection's name and that it is enabled; then authorize the pipeline on the connection's page (Security, Pipeline permissions)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnknownConnection,
        patterns: &[TypeKey("EndpointNotFoundException")],
        kind: Assertion,
        summary: "the project has no service connection with this id",
        remedy: Do(
            "copy the id from the address of the service connection's page (resourceId=…); if the connection belongs to another project, share it with this one",
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
        summary: "Azure DevOps finds no such run or job",
        remedy: Do("use SYSTEM_OIDCREQUESTURI exactly as the agent sets it, and in the same job"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OtherJobToken,
        patterns: &[
            TypeKey("TaskOrchestrationPlanSecurityException"),
            Text("does not have write permissions for orchestration plan"),
        ],
        kind: Assertion,
        summary: "the job's token belongs to another run",
        remedy: Do(
            "use the job's own $(System.AccessToken): a token from another stage, job or run is not accepted",
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
        summary: "the request has no api-version",
        remedy: Do("add ?api-version=7.1 to SYSTEM_OIDCREQUESTURI; Patless does this"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PreviewVersion,
        patterns: &[TypeKey("VssInvalidPreviewVersionException")],
        kind: Assertion,
        summary: "this api-version is available only as a preview",
        remedy: Do("use api-version=7.1, or append -preview to a newer version"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WrongContentType,
        patterns: &[TypeKey("VssRequestContentTypeNotSupportedException")],
        kind: Assertion,
        summary: "the request has the wrong content type",
        remedy: Do("send the header Content-Type: application/json; Patless does this"),
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
        summary: "the Terraform provider used GitHub's protocol, because it was given no service connection",
        remedy: Do(
            "set oidc_azure_service_connection_id in the provider (azurerm, azuread: ado_pipeline_service_connection_id), or ARM_OIDC_AZURE_SERVICE_CONNECTION_ID, to the id of the service connection, not its name, and use the newest version of the provider. For the provider fabric, set FABRIC_AZURE_DEVOPS_SERVICE_CONNECTION_ID, and remove FABRIC_OIDC_REQUEST_URL",
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
        summary: "the assertion was requested with GET instead of POST",
        remedy: Do(
            "send a POST with an empty body; Patless does this. A redirect can turn a POST into a GET",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoContentLength,
        patterns: &[Pattern::status(Server::Assertion, 411)],
        kind: Assertion,
        summary: "the request has no Content-Length header",
        remedy: Do(
            "send the header Content-Length: 0; Patless does this, so a proxy must have removed it",
        ),
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
        summary: "the response from Azure DevOps contains no assertion",
        remedy: Do(
            "run the job again; if the error persists, name the service connection in an input of a task in this job",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::BadJobToken,
        patterns: &[
            Text("401 response from the OIDC endpoint"),
            Pattern::status(Server::Assertion, 401),
        ],
        kind: Assertion,
        summary: "Azure DevOps does not accept the job's token",
        remedy: Do(OWN_JOB_ONLY),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SignInPage,
        patterns: &[
            Pattern::status(Server::Assertion, 203),
            Pattern::statuses(Server::Assertion, 300, 399),
            Ours("with a sign-in page instead of an assertion"),
            All(&[Text("AzurePipelinesCredential"), Text("_signin?realm")]),
            All(&[
                Text("Failed to get the client assertion token"),
                Text("<html"),
            ]),
            All(&[
                Text("_signin?realm"),
                Pattern::statuses(Server::Assertion, 203, 399),
            ]),
        ],
        kind: Assertion,
        summary: "Azure DevOps got no valid job token and returned its sign-in page",
        remedy: Do(OWN_JOB_ONLY),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AssertionNotJson,
        patterns: &[Ours("instead of JSON")],
        kind: Assertion,
        summary: "something other than Azure DevOps answered",
        remedy: Do("a proxy may be in the way: allow dev.azure.com through it"),
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
        summary: "Azure DevOps issues no assertion for this service connection in this job",
        remedy: Do(
            "check that the service connection uses workload identity federation, that a task in this job names it in an input, and that this pipeline is authorized to use it",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AssertionThrottled,
        patterns: &[Pattern::status(Server::Assertion, 429)],
        kind: Unavailable,
        summary: "Azure DevOps is throttling this identity",
        remedy: Do("run the job again later, or increase the input retryBudget (seconds)"),
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
        summary: "Azure DevOps is unavailable",
        remedy: Do("run the job again later, or increase the input retryBudget (seconds)"),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::AssertionRefused,
        patterns: &[
            Pattern::statuses(Server::Assertion, 400, 499),
            Pattern::statuses(Server::Assertion, 201, 299),
        ],
        kind: Assertion,
        summary: "Azure DevOps refuses to issue an assertion",
        remedy: Do(
            "check that a task in this job names the service connection in an input, that the connection uses workload identity federation, and that this pipeline is authorized to use it",
        ),
        retry: Retry::Never,
    },
];
