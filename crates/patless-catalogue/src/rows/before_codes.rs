//! Failures of other tools that lead to a code which hides them.
//!
//! They come before the rows of these codes, and none of them explains a response to Patless.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{self, Aadsts, All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NoIdTokenFromGithub,
        patterns: &[
            All(&[PERMISSIONS, LOST]),
            All(&[Aadsts(50_027), PERMISSIONS, LOST]),
        ],
        kind: Configuration,
        summary: "the runner could not reach GitHub for the assertion, and azure/login lost the reason; the permission may well be there",
        remedy: Do(
            "from the runner, reach the host in ACTIONS_ID_TOKEN_REQUEST_URL (on github.com, one of *.actions.githubusercontent.com): allow it in the firewall, and set HTTPS_PROXY for the runner if it needs a proxy. Then use the latest azure/login, which says more",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoIdTokenPermission,
        patterns: &[
            Text("Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable"),
            Text("Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable"),
            PERMISSIONS,
            Text("ACTIONS_ID_TOKEN_REQUEST_TOKEN or ACTIONS_ID_TOKEN_REQUEST_URL is not set"),
            Text("missing ActionsIDTokenRequestURL"),
            Text("missing ActionsIDTokenRequestToken"),
            // An old azure/login goes on without an assertion.
            All(&[
                Aadsts(50_027),
                Text("Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable"),
            ]),
        ],
        kind: Configuration,
        summary: "the GitHub workflow's job may not request assertions, or this is not a job of GitHub Actions",
        remedy: Do(
            "give the job `permissions: id-token: write` beside `contents: read`, also in a workflow that calls this one; a pull request from a fork never gets it. Elsewhere, choose another way to sign in",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ClientIsResourceId,
        patterns: &[All(&[
            Any(&[Aadsts(700_016), Aadsts(700_038), Aadsts(90_112)]),
            Text("Microsoft.ManagedIdentity/userAssignedIdentities"),
        ])],
        kind: Configuration,
        summary: "the client id is the resource id of a managed identity (/subscriptions/…), where its client id belongs",
        remedy: Do(
            "read the client id: az identity show --ids RESOURCE_ID --query clientId --output tsv. Put it where the resource id is: AZURE_CLIENT_ID, or the annotation azure.workload.identity/client-id of the service account; then restart the pod or the program",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OutlivedAssertion,
        patterns: &[All(&[
            Aadsts(700_024),
            Any(&[
                Text("registry.terraform.io"),
                Text("terraform apply"),
                Text("terraform plan"),
                Text("Terraform"),
                Text("errored.tfstate"),
                Text("azurerm_client_config"),
                Text("Still creating..."),
                Text("error loading state"),
            ]),
        ])],
        kind: Configuration,
        summary: "Terraform was given one assertion, which is valid for minutes, and used it later: a long apply, or a saved plan",
        remedy: Do(
            "let it get new ones: set ARM_OIDC_AZURE_SERVICE_CONNECTION_ID and map SYSTEM_ACCESSTOKEN: $(System.AccessToken), in place of ARM_OIDC_TOKEN (azurerm 4.18.0, azapi 2.0.1, the backend of Terraform 1.11.1, or newer); if Terraform signs in through az in AzureCLI@2, keepAzSessionActive: true. Pass no ARM_OIDC_TOKEN to terraform plan -out. If the state was not written and no other run is active: terraform force-unlock LOCK_ID, then terraform state push errored.tfstate",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::StaleTokenFile,
        patterns: &[All(&[
            Aadsts(700_024),
            Any(&[
                Text("WorkloadIdentityCredential authentication failed"),
                Text("WorkloadIdentityCredential: Microsoft Entra ID error"),
                Text("WorkloadIdentityCredential: ERROR: AADSTS700024"),
                Text("WorkloadIdentityCredential: AADSTS700024"),
                Text("AZURE_FEDERATED_TOKEN_FILE"),
                Text("azure-identity-token"),
            ]),
        ])],
        kind: Configuration,
        summary: "the assertion that the program took from the file in AZURE_FEDERATED_TOKEN_FILE has expired",
        remedy: Do(
            "in AKS, delete the pod, so that it is created again with a new file. If it happens again, update the Azure Identity library or read the file for each request, and do not copy the file or mount it by subPath. If the file itself is old (kubectl exec POD -- ls -lL /var/run/secrets/azure/tokens), the node no longer renews it: restart or replace the node. In a pipeline, write a new assertion into the file right before each use",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzOutlivedAssertion,
        patterns: &[All(&[
            Aadsts(700_024),
            Any(&[
                Text("Interactive authentication is needed"),
                Text("az logout"),
                Text("running Azure CLI"),
                Text("Run Azure CLI commands"),
                Text("Starting: AzureCLI"),
                Text("Finishing: AzureCLI"),
                Text("Azure CLI authentication failed"),
                Text("AzureCLICredential: ERROR"),
                Text("AzureCliCredential: ERROR"),
                Text("AzureCliCredential: AADSTS700024"),
                Text("To re-authenticate, please run"),
                Text("AzureCliCredential authentication failed"),
                Text("azure/cli@v"),
                Text("az cli script failed"),
                Text("az account get-access-token"),
            ]),
        ])],
        kind: Configuration,
        summary: "az keeps the assertion of its sign-in, which is valid for minutes, and needed a token after that",
        remedy: Do(
            "in AzureCLI@2, set keepAzSessionActive: true (for connections with workload identity federation), or do what comes later in a new AzureCLI@2 step; in a .NET, Java, Python, Go or JavaScript program, use AzurePipelinesCredential. In GitHub Actions, run azure/login again right before. A token that az got in time lasts about an hour: get one for each resource at the start. Azure CLI 2.59.0 loses them: use a newer one",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PowershellOutlivedAssertion,
        patterns: &[All(&[
            Aadsts(700_024),
            Any(&[
                Text("Could not find tenant id for provided tenant domain"),
                Text("Your Azure credentials have not been set up or have expired"),
                Text("Connect-AzAccount"),
                Text("Get-AzAccessToken"),
                Text("AzurePowerShell"),
                Text("Azure PowerShell"),
                Text("azure/powershell@v"),
            ]),
        ])],
        kind: Configuration,
        summary: "Azure PowerShell keeps the assertion of its sign-in, which is valid for minutes, and needed a token after that",
        remedy: Do(
            "do what comes later in a new AzurePowerShell@5 step, which signs in again; in GitHub Actions, run azure/login with enable-AzPSSession: true again right before. Within one script, get a new assertion, then Connect-AzAccount -ServicePrincipal -ApplicationId CLIENT_ID -Tenant TENANT_ID -FederatedToken ASSERTION. If the first sign-in of a step fails like this, correct the machine's clock",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ServerAsResource,
        patterns: &[All(&[
            Any(&[Aadsts(500_011), Aadsts(50_001)]),
            Any(&[
                Text(".postgres.database.azure.com"),
                Text(".mysql.database.azure.com"),
                Text(".database.windows.net"),
                Text(".vault.azure.net"),
                Text(".blob.core.windows.net"),
                Text(".servicebus.windows.net"),
                Text(".azurecr.io"),
            ]),
        ])],
        kind: Configuration,
        summary: "the resource is the name of a server, and a token is for a service",
        remedy: Do(
            "request the token for the service: https://ossrdbms-aad.database.windows.net for PostgreSQL and MySQL, https://database.windows.net/ for SQL, https://vault.azure.net for Key Vault, https://storage.azure.com for storage, https://servicebus.azure.net for Service Bus and Event Hubs, https://management.azure.com for a registry. As a scope, with /.default at its end",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzDevopsAnonymous,
        patterns: &[All(&[
            Text("TF400813"),
            Any(&[
                Text("aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"),
                Text("The user '' is not authorized"),
            ]),
            Any(&[
                Text("az devops"),
                Text("az pipelines"),
                Text("az repos"),
                Text("az boards"),
                Text("az artifacts"),
                Text("azext_devops"),
                Text("azure-devops extension"),
            ]),
        ])],
        kind: Configuration,
        summary: "az devops sent no token that Azure DevOps can read; permissions are not the problem",
        remedy: Do(
            "map a token into the step that runs the command: AZURE_DEVOPS_EXT_PAT: $(System.AccessToken), or one of the identity that should do it. After az login --identity or as a service principal: export AZURE_DEVOPS_EXT_PAT=$(az account get-access-token --resource 499b84ac-1321-427f-aa17-267ca6975798 --query accessToken --output tsv); the identity must be a user of the organization",
        ),
        retry: Retry::Never,
    },
];

/// What azure/login says of every assertion that it does not get.
const PERMISSIONS: Pattern =
    Text("Please make sure to give write permissions to id-token in the workflow");

/// What it says if no response came.
const LOST: Pattern = Any(&[
    Text("Cannot read properties of undefined (reading 'message')"),
    Text("Error: undefined."),
    Text("Error message: undefined"),
]);
