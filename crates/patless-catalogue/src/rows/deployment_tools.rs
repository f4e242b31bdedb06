//! Packer, Pulumi, Ansible and Static Web Apps without what they sign in with.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. Packer's comes before that of Terraform, which fails in the same words.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::PackerGithubProtocol,
        patterns: &[All(&[
            Text("does not support http method 'GET'"),
            Any(&[Text("azure-arm"), Text("packer")]),
        ])],
        kind: Configuration,
        summary: "Packer requests assertions in GitHub's way only, which Azure DevOps does not answer",
        remedy: Do(
            "leave out oidc_request_url and oidc_request_token. Set use_azure_cli_auth = true and run Packer in an AzureCLI@2 step; or set client_jwt to the assertion, which is idToken there with addSpnToEnvironment: true",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PulumiWithoutAssertion,
        patterns: &[Text(
            "OIDC authentication was requested via useOidc/ARM_USE_OIDC but no token and/or request URL were configured",
        )],
        kind: Configuration,
        summary: "Pulumi's azure-native provider found no assertion, or is too old to read one from ARM_OIDC_TOKEN",
        remedy: Do(
            "with a current provider, set ARM_OIDC_TOKEN to the assertion: idToken in an AzureCLI@2 step with addSpnToEnvironment: true. In GitHub Actions, give the job `permissions: id-token: write`",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PulumiNotSignedIn,
        patterns: &[Text(
            "PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
        )],
        kind: Configuration,
        summary: "pulumi knows no place for its state, and takes Pulumi Cloud, for which it has no token",
        remedy: Do(
            "with the state in Azure Storage, set PULUMI_BACKEND_URL to azblob://CONTAINER?storage_account=ACCOUNT in every step that calls pulumi. With Pulumi Cloud, set PULUMI_ACCESS_TOKEN in its `env:`",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AnsibleWithoutCredential,
        patterns: &[
            Text(
                "Either pass as parameters, set environment variables, define a profile in ~/.azure/credentials",
            ),
            Text("Failed to authenticate with provided credentials. Some attributes were missing"),
            Text("Azure CLI profile cannot be loaded"),
        ],
        kind: Configuration,
        summary: "Ansible's Azure modules found no credential",
        remedy: Do(
            "run ansible in an AzureCLI@2 step with ANSIBLE_AZURE_AUTH_SOURCE=cli, and have the Python package azure-cli-core beside ansible; the variables AZURE_CLIENT_ID, AZURE_TENANT and AZURE_SECRET take a client secret only. Versions of azure.azcollection from after March 2026 also take an assertion, in AZURE_FEDERATED_TOKEN",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AnsibleWithoutSubscription,
        patterns: &[Text("Credentials did not include a subscription_id value")],
        kind: Configuration,
        summary: "Ansible's Azure modules have a credential, but no subscription",
        remedy: Do("set AZURE_SUBSCRIPTION_ID, or subscription_id in the task of the playbook"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzdSubscription,
        patterns: &[All(&[
            Text("failed to resolve user"),
            Text("access to subscription with ID"),
        ])],
        kind: Configuration,
        summary: "the identity with which azd is signed in does not see this subscription: it has no role there, or its tenant is another",
        remedy: Do(
            "check AZURE_SUBSCRIPTION_ID (azd env get-values); give the identity a role in the subscription, and sign in again: azd auth login, with --tenant-id of the subscription's tenant",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::StaticWebAppToken,
        patterns: &[
            Text("deployment_token provided was invalid"),
            Text("azure_static_web_apps_api_token provided was invalid"),
            Text("No matching Static Web App was found or the api key was invalid"),
        ],
        kind: Configuration,
        summary: "the deployment token of the Static Web App is empty, of another app, reset since, or quoted",
        remedy: Do(
            "read it anew: az staticwebapp secrets list --name APP --query properties.apiKey --output tsv (without tsv it has quotation marks). Check that the variable is mapped, and that the app's deployment authorization policy is Deployment token, not GitHub",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoStaticWebAppToken,
        patterns: &[Text("deployment_token was not provided")],
        kind: Configuration,
        summary: "the deployment of the Static Web App got no token: the secret or variable is empty in this run",
        remedy: Do(
            "check its name, and that the step maps it. GitHub gives no secrets to pull requests of forks, and those of Dependabot have secrets of their own: set skip_deploy_on_missing_secrets: true for them",
        ),
        retry: Retry::Never,
    },
];
