//! Other tasks of Azure Pipelines.

use crate::cause::Cause;
use crate::kind::ErrorKind::{Configuration, Unavailable};
use crate::pattern::Pattern::{All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NoParallelism,
        patterns: &[Text("No hosted parallelism has been purchased or granted")],
        kind: Configuration,
        summary: "the organization cannot use Microsoft-hosted agents yet, so no part of the pipeline ran",
        remedy: Do(
            "request the free grant at https://aka.ms/azpipelines-parallelism-request, buy a parallel job, or use a pool of self-hosted agents",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TaskGotNoAssertion,
        patterns: &[Text("Failed to fetch federated token")],
        kind: Unavailable,
        summary: "the task's first request for an assertion failed, and its own retry does not work",
        remedy: Do(
            "run the job again; set retryCountOnTaskFailure: 2 on the step, and use the latest version of the task",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::TaskSignInFault,
        patterns: &[All(&[
            Text("Could not fetch access token for Azure"),
            Text("Status code: undefined"),
        ])],
        kind: Configuration,
        summary: "the task's own sign-in failed before the request reached Entra; some versions fail this way with a certificate",
        remedy: Do(
            "use the latest version of the task; if the error persists, use a service connection with workload identity federation",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TaskWithoutFederation,
        patterns: &[
            Text("secret must be a non empty string"),
            Text("?audience=api://AzureADTokenExchange: unsupported protocol scheme"),
            Text("?audience=api://AzureADTokenExchange\": unsupported protocol scheme"),
            Text("?audience=api%3A%2F%2FAzureADTokenExchange\": unsupported protocol scheme"),
            Text("Unsupported authentication scheme 'WorkloadIdentityFederation'"),
            Text("Unsupported authentication scheme: WorkloadIdentityFederation"),
            Text("authentication scheme 'WorkloadIdentityFederation' is not supported"),
            Text("Auth Scheme WorkloadIdentityFederation is not supported"),
            Text("Auth Scheme \"WorkloadIdentityFederation\" is not supported"),
            Text("Auth Scheme 'WorkloadIdentityFederation' is not supported"),
            Text("Cannot read property 'retrieveSecret' of undefined"),
            Text("Cannot read properties of undefined (reading 'retrieveSecret')"),
            Text("only support service principal authorization"),
            Text("only supports service principal authorization"),
            All(&[
                Text("expects a service connection of type"),
                Text("using authentication scheme WorkloadIdentityFederation"),
            ]),
        ],
        kind: Configuration,
        summary: "the task does not support workload identity federation with Azure DevOps: it expects values that such a connection does not have",
        remedy: Do(
            "use a newer version of the task: for instance AzureFileCopy@6, AzureMonitor@1, Kubernetes@1, KubernetesManifest@1, PackerBuild@1 or PublishToAzureServiceBus@2; of TerraformCLI, Jason Johnson's extension from 1.0.3 on, not Charles Zipp's. If there is none, do the same in an AzureCLI@2 or AzurePowerShell@5 step. A task that accepts an access token can use one from Patless",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoClientSecret,
        patterns: &[Text(
            "tenantId, clientId, and clientSecret are required parameters",
        )],
        kind: Configuration,
        summary: "a task or program wants a client secret and has none: the task does not support workload identity federation, or the program's variables are missing",
        remedy: Do(
            "for a task, use a newer version: AzureAppConfiguration from 6.5 and AzureAppConfigurationPush from 6.3 on need no secret. In a program of your own, use AzurePipelinesCredential instead of ClientSecretCredential",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ConnectionSecretExpired,
        patterns: &[Text("Secret expired, update service connection at")],
        kind: Configuration,
        summary: "the secret of the service connection has expired",
        remedy: Do(
            "convert the connection to workload identity federation, which has no secret: Convert, on its page. Where that is not possible, create a secret, and enter it in the connection",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ConnectionOfManagedIdentity,
        patterns: &[
            Text("Could not fetch access token for Managed Service Principal"),
            Text("Could not fetch access token for Managed Identity"),
            Text("Azure login failed using Managed Service Identity"),
            Text("Could not retrieve an access token for the managed service principal"),
        ],
        kind: Configuration,
        summary: "the service connection stands for the managed identity of the agent's machine, and the task got no token for it: the machine has none, or the job does not reach it",
        remedy: Do(
            "on a Microsoft-hosted agent, use a connection with workload identity federation: these machines have no managed identity. On a virtual machine of your own in Azure, assign it one, with a role in the subscription: az vm identity assign --name VM --resource-group GROUP. If it has one, an agent in a container or behind a proxy must reach 169.254.169.254 directly",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::CertificateConnectionOnLinux,
        patterns: &[
            Text("Only SPNKey auth type is supported for ServicePrincipal auth scheme"),
            Text(
                "Only SPN credential and WorkloadIdentityFederation auth schemes are supported for non windows agent",
            ),
        ],
        kind: Configuration,
        summary: "outside Windows, AzurePowerShell takes no connection with a certificate or of a managed identity",
        remedy: Do(
            "convert the connection to workload identity federation, or run the step on a Windows agent",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::KeepSessionScheme,
        patterns: &[All(&[
            Text("keepAzSessionActive"),
            Text("service endpoint auth scheme was unexpected"),
        ])],
        kind: Configuration,
        summary: "keepAzSessionActive is for connections with workload identity federation only, and this one uses a secret",
        remedy: Do("remove the input, or convert the connection: Convert, on its page"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::EndpointDataMissing,
        patterns: &[
            Text("Endpoint auth data not present"),
            Text("LIB_EndpointAuthNotExist"),
        ],
        kind: Configuration,
        summary: "the task reads a value from the connection that it does not have, mostly a secret: the task does not support this kind of connection, or the connection is broken",
        remedy: Do(
            "look at the kind of connection that the task's documentation names. With workload identity federation, use a newer version of the task, or do the same in an AzureCLI@2 step (Pulumi: run pulumi there); otherwise open the connection, choose Edit and save it again, or create it anew",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoAssertionForTask,
        patterns: &[
            Text("Could not generate a client assertion for federated login"),
            Text("Could not fetch federated token for Workload Identity Federation"),
            Text("Failed to acquire OIDC token after all retry attempts"),
            Text("Could not fetch access token for AAD"),
        ],
        kind: Unavailable,
        summary: "Azure DevOps gave the task no assertion for the service connection; the task does not say why",
        remedy: Do(
            "run the job again. If it fails again, check that the connection exists, is enabled and uses workload identity federation, and that this pipeline is authorized for it; Patless@1 with diagnose: true and the same connection shows what Azure DevOps answers",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::NoAssertionUrl,
        patterns: &[
            Text("Failed to parse URL from undefined?api-version"),
            Text("Invalid URL: undefined?api-version"),
            Text("undefined?api-version=7.1&serviceConnectionId"),
        ],
        kind: Configuration,
        summary: "the agent gave the task no URL for assertions (SYSTEM_OIDCREQUESTURI): this is Azure DevOps Server, which issues none, or an agent that is too old",
        remedy: Do(
            "update the agent; on Azure DevOps Server, use a connection with a secret or a certificate",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::StepWithoutJobToken,
        patterns: &[
            Text("SYSTEM_ACCESSTOKEN env var not found"),
            Text("SYSTEM_ACCESSTOKEN environment variable not set"),
        ],
        kind: Configuration,
        summary: "the program needs the job's token, and the step does not map it",
        remedy: Do(
            "map the job's token into the step:\n  env:\n    SYSTEM_ACCESSTOKEN: $(System.AccessToken)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TaskNotInstalled,
        patterns: &[
            All(&[
                Text("The pipeline references a task called"),
                Text("This usually indicates the task isn't installed"),
            ]),
            All(&[
                Text("The pipeline references a task called"),
                Text("This indicates that the specific task version can not be found"),
            ]),
        ],
        kind: Configuration,
        summary: "the organization does not have this task in this version: its extension is not installed, is off, or the name or number is wrong",
        remedy: Do(
            "see under Organization settings, Extensions, whether the extension is there and on; only an owner of the organization may install it. Then compare the name and the number after @ with its page in the Marketplace",
        ),
        retry: Retry::Never,
    },
];
