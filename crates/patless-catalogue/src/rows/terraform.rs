//! Terraform, `OpenTofu` and their providers that find no way to sign in.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{self, All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::ProviderWithoutAssertion,
        patterns: &[Text("No OIDC token found in TFC_WORKLOAD_IDENTITY_TOKEN")],
        kind: Configuration,
        summary: "the Terraform provider found no assertion; the Terraform Cloud variable that it names is only the last place where it looks",
        remedy: Do(
            "with azuredevops 1.11.0 or newer, set use_oidc and oidc_azure_service_connection_id, and map SYSTEM_ACCESSTOKEN: $(System.AccessToken); an older version needs the assertion in ARM_OIDC_TOKEN, which TerraformTask@5 does not set",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ProviderWithoutCredential,
        patterns: &[
            Text("no Authorizer could be configured, please check your configuration"),
            Text("failed to new credential"),
        ],
        kind: Configuration,
        summary: "none of the provider's ways to sign in has all the settings that it needs",
        remedy: Do(
            "on your own computer, remove use_cli = false and ARM_USE_CLI, then run az login. In Azure Pipelines, set all that one way needs: ARM_USE_OIDC: true, ARM_CLIENT_ID and ARM_TENANT_ID, with either ARM_OIDC_AZURE_SERVICE_CONNECTION_ID and SYSTEM_ACCESSTOKEN: $(System.AccessToken), or ARM_OIDC_TOKEN. TF_LOG=DEBUG shows what the provider tried",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TerraformWithoutVariables,
        patterns: &[All(&[
            Any(&[
                Text("building AzureRM Client"),
                Text("building ARM Config"),
                Text("building account"),
                Text("could not configure AzureCli Authorizer"),
                All(&[
                    Text("ChainedTokenCredential: failed to acquire a token"),
                    Text("azapi"),
                ]),
            ]),
            NO_AZ,
        ])],
        kind: Configuration,
        summary: "the provider fell back to az, which is not signed in or not installed here: it got no ARM_ variables, or is too old for those that it got",
        remedy: Do(
            "on your own computer, install az and run az login. In Azure Pipelines, run the command in an AzureCLI@2 step; or map ARM_USE_OIDC: true, ARM_CLIENT_ID, ARM_TENANT_ID, ARM_SUBSCRIPTION_ID, ARM_OIDC_AZURE_SERVICE_CONNECTION_ID and SYSTEM_ACCESSTOKEN: $(System.AccessToken) into the step, and pass them on to a container (docker run -e). Elsewhere, as in HCP Terraform, set the ids and ARM_CLIENT_SECRET, or OIDC as described there. These need Terraform 1.11.1 for the state, azurerm 4.18.0, azuread 3.2.0, or newer, and a recent azapi (after April 2025); with an older one in TerraformTask@5, set backendAzureRmUseIdTokenGeneration and environmentAzureRmUseIdTokenGeneration to true",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzPrincipalNotSupported,
        patterns: &[Text(
            "Authenticating using the Azure CLI is only supported as a User",
        )],
        kind: Configuration,
        summary: "this azurerm backend or provider does not take an az that is signed in as a service principal, as in AzureCLI@2",
        remedy: Do(
            "give it the identity itself. In AzureCLI@2, set addSpnToEnvironment: true and begin the script with\n  export ARM_USE_OIDC=true ARM_CLIENT_ID=$servicePrincipalId ARM_TENANT_ID=$tenantId ARM_OIDC_TOKEN=$idToken\nand ARM_SUBSCRIPTION_ID. In GitHub Actions, set the first three and the subscription, without the assertion",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ProviderWithoutRequestUrl,
        patterns: &[All(&[
            Text("githubAssertion: cannot request token"),
            Text("?audience="),
        ])],
        kind: Configuration,
        summary: "the Terraform provider has use_oidc, but neither an assertion nor a service connection, and no URL of GitHub to ask for one",
        remedy: Do(
            "in Azure Pipelines, set ARM_OIDC_AZURE_SERVICE_CONNECTION_ID and map SYSTEM_ACCESSTOKEN: $(System.AccessToken), with azurerm 4.18.0, azuread 3.2.0 or newer; an older provider needs the assertion in ARM_OIDC_TOKEN. In GitHub Actions, give the job `permissions: id-token: write`",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ProviderGotNothing,
        patterns: &[
            Text("adoPipelineAssertion: received HTTP status 404"),
            Text("nil JWT assertion received from ADOPipeline"),
        ],
        kind: Configuration,
        summary: "Azure DevOps issued the Terraform provider no assertion: no task of this job names the service connection, or its id is wrong",
        remedy: Do(
            "set the connection's id, not its name, from the address of its page (resourceId=…), and name the connection in an input of a task in the same job, such as AzureCLI@2 or Patless@1",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ProviderAssertionRefused,
        patterns: &[
            Text("adoPipelineAssertion: cannot unmarshal response: invalid character '<'"),
            Text("adoPipelineAssertion: received HTTP status 302"),
            Text("adoPipelineAssertion: received HTTP status 401"),
            Text("getAssertion: received HTTP status 401"),
        ],
        kind: Configuration,
        summary: "the Terraform provider asked Azure DevOps for an assertion with a token that is not the job's, or that has ended with its job",
        remedy: Do(
            "map the job's token into the step: SYSTEM_ACCESSTOKEN: $(System.AccessToken). ARM_OIDC_REQUEST_TOKEN takes precedence: unset it, or give it the same value. Where apply runs a plan that an earlier job saved, do not give the token to init with -backend-config: the plan keeps the old one",
        ),
        retry: Retry::Never,
    },
];

/// How providers report that az gave no token.
const NO_AZ: Pattern = Any(&[
    Text("Please run 'az login'"),
    Text("\"az\": executable file not found"),
    Text("Azure CLI not found on path"),
    Text("could not parse Azure CLI version"),
]);
