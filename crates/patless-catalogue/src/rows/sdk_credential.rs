//! Credentials of the Azure SDKs that lack a setting.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. They are searched after chains, in which most links lack something.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::TokenCredentialsVariable,
        patterns: &[All(&[
            Text("AZURE_TOKEN_CREDENTIALS"),
            Any(&[
                Text("Invalid value for"),
                Text("invalid AZURE_TOKEN_CREDENTIALS"),
                Text("Valid values are"),
                Text("is required but is not set"),
                Text("is not set or empty"),
            ]),
        ])],
        kind: Configuration,
        summary: "AZURE_TOKEN_CREDENTIALS, which tells DefaultAzureCredential what to try, is unset or has an unknown value",
        remedy: Do(
            "set it to dev, prod, or the name of one credential, such as ManagedIdentityCredential or AzureCliCredential; an older version of the SDK knows fewer names. AzurePipelinesCredential is none of them: create that one in the program",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PipelinesCredentialOutsideJob,
        patterns: &[
            All(&[
                Text("AzurePipelinesCredential"),
                Text("SYSTEM_OIDCREQUESTURI"),
                Any(&[
                    Text("missing system variable"),
                    Text("Missing value for"),
                    Text("is not set"),
                ]),
            ]),
            Text("no value for environment variable SYSTEM_OIDCREQUESTURI"),
            Text("no value for environment variable 'SYSTEM_OIDCREQUESTURI'"),
        ],
        kind: Configuration,
        summary: "AzurePipelinesCredential works only in a job of Azure Pipelines, and here the job's variables are missing",
        remedy: Do(
            "on your own computer, use AzureCliCredential after az login. In a job, run the program in an AzureCLI@2 step, which sets SYSTEM_OIDCREQUESTURI, and map SYSTEM_ACCESSTOKEN: $(System.AccessToken) in env:. Into a container that its script starts, pass both on: docker run -e SYSTEM_OIDCREQUESTURI -e SYSTEM_ACCESSTOKEN",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PipelinesCredentialIncomplete,
        patterns: &[
            Text("no system access token specified"),
            Text("no value for environment variable SYSTEM_ACCESSTOKEN"),
            Text("SYSTEM_ACCESSTOKEN environment variable not set"),
            Text("'system_access_token' must be passed in as keyword arguments"),
            Text("systemAccessToken is a required parameter"),
            Text("(Parameter 'systemAccessToken')"),
            Text("Parameter name: systemAccessToken"),
            Text("system access token not found, ensure the System.AccessToken value is mapped"),
            All(&[
                Text("AzurePipelinesCredential"),
                Any(&[
                    Text("is a required parameter"),
                    Text("the following parameters are required"),
                    Text("No system access token specified"),
                    Text("No service connection ID specified"),
                ]),
            ]),
        ],
        kind: Configuration,
        summary: "the program lacks the job's own token, or an id of the service connection",
        remedy: Do(
            "map the token into the step: SYSTEM_ACCESSTOKEN: $(System.AccessToken) in env:. An AzureCLI@2 step also sets AZURESUBSCRIPTION_TENANT_ID, AZURESUBSCRIPTION_CLIENT_ID and AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: pass these to AzurePipelinesCredential",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WorkloadIdentityNotInjected,
        patterns: &[
            Text("WorkloadIdentityCredential authentication unavailable"),
            Text("Workload Identity authentication unavailable"),
            Text("WorkloadIdentityCredential: is unavailable"),
            Text("failed to read federated token from file"),
            All(&[
                Text("Check pod configuration or set"),
                Any(&[
                    Text("no client ID specified"),
                    Text("no tenant ID specified"),
                    Text("no token file specified"),
                    Text("no token source specified"),
                ]),
            ]),
            All(&[
                Text("AZURE_FEDERATED_TOKEN_FILE"),
                Any(&[
                    Text("must be set"),
                    Text("is not set"),
                    Text("variable is not set"),
                    Text("missing environment variable"),
                ]),
            ]),
            All(&[
                Text("service account token"),
                Text("open : no such file or directory"),
            ]),
            All(&[
                Text("/var/run/secrets/azure/tokens/azure-identity-token"),
                Any(&[
                    Text("no such file or directory"),
                    Text("does not exist"),
                    Text("Could not find"),
                    Text("NoSuchFileException"),
                ]),
            ]),
        ],
        kind: Configuration,
        summary: "the pod or process did not get what workload identity needs: AZURE_CLIENT_ID, AZURE_TENANT_ID and the token file",
        remedy: Do(
            "in AKS, set the label azure.workload.identity/use: \"true\" on the pod (not only on the deployment), name a service account with the annotation azure.workload.identity/client-id, and create the pod again: variables are added only when it starts. If they are still missing, check that the webhook runs: kubectl get pods -A | grep azure-wi-webhook. Outside Kubernetes, use another credential",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PodIdentity,
        patterns: &[
            Text("no azure identity found for request clientID"),
            Text("getting assigned identities for pod"),
            Text("nmi response failed with status code"),
            Text("localhost:2579/host/token"),
            All(&[Text("pod list is empty"), Text("ManagedIdentityCredential")]),
        ],
        kind: Configuration,
        summary: "Microsoft Entra pod identity has no identity for this pod yet, or does not run on its node",
        remedy: Do(
            "check that the pod's label aadpodidbinding is the selector of an AzureIdentityBinding, and that its AzureIdentity names this client id; it takes up to a minute after the pod starts, and needs a running pod nmi on the node. The project is no longer developed: move to workload identity",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TenantNotAllowed,
        patterns: &[Text("is not configured to acquire tokens for tenant")],
        kind: Configuration,
        summary: "the program needs a token of another tenant than the one that its credential is set up for",
        remedy: Do(
            "add that tenant to AdditionallyAllowedTenants (additionally_allowed_tenants, additionallyAllowedTenants) in the options of the credential, or to AZURE_ADDITIONALLY_ALLOWED_TENANTS; or give the credential the tenant of the resource: AZURE_TENANT_ID",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::IncompleteEnvironment,
        patterns: &[
            Text("EnvironmentCredential authentication unavailable"),
            Text("EnvironmentCredential is unavailable"),
            Text("missing environment variable AZURE_CLIENT_ID"),
            Text("missing environment variable AZURE_TENANT_ID"),
            Text("incomplete environment variable configuration"),
        ],
        kind: Configuration,
        summary: "not all variables that EnvironmentCredential reads are set",
        remedy: Do(
            "set AZURE_TENANT_ID, AZURE_CLIENT_ID, and AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH where the program runs: docker run -e passes them into a container, and a step of a pipeline gets a secret variable only through env:. Without a secret: AzureCliCredential after az login on your own computer or in an AzureCLI@2 step, ManagedIdentityCredential in Azure",
        ),
        retry: Retry::Never,
    },
];
