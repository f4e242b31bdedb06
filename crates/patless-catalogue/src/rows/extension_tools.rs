//! Tools that publish extensions: how they get their token, and where they send it.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::VsceTokenNotRead,
        patterns: &[All(&[
            Text("TF400813"),
            Any(&[
                Text("Resource not available for anonymous access"),
                Text("aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"),
            ]),
            Any(&[
                Text("The Personal Access Token verification has failed"),
                Text("Personal Access Token for publisher"),
                Text("Publishing '"),
                Text("vsce"),
            ]),
        ])],
        kind: Configuration,
        summary: "the Marketplace got no token from vsce, or none that it can read: the paste failed, the variable is empty, or an access token is for another resource",
        remedy: Do(
            "paste the personal access token again, without spaces: the prompt shows a * for each character. Or set VSCE_PAT and leave vsce login out; in a pipeline, map the secret in env:, which does not happen by itself, and is not there for pull requests from forks. An access token must be for resource 499b84ac-1321-427f-aa17-267ca6975798 (azureDevOps in Patless). If a personal access token arrives, create a new one, for All accessible organizations with the scope Marketplace (Manage), after the account's e-mail address is confirmed. Without one: az login, then vsce publish --azure-credential",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::VsceNotAuthorized,
        patterns: &[
            All(&[
                Text("Failed request: (401)"),
                Any(&[
                    Text("vsce"),
                    Text("publish-vscode-extension"),
                    Text("Publishing extension to marketplace"),
                ]),
            ]),
            All(&[
                Text("Failed request: (401)"),
                Text("The Personal Access Token verification has failed"),
            ]),
            All(&[
                Text("Failed request: (401)"),
                Text("Personal Access Token for publisher"),
            ]),
            All(&[Text("Failed request: (401)"), Text("Publishing '")]),
            Text("which has access to all accessible accounts"),
        ],
        kind: Configuration,
        summary: "the Marketplace did not accept the token: a personal access token has expired, or is not for All accessible organizations with the scope Marketplace (Manage); an access token has expired, or is not for Azure DevOps",
        remedy: Do(
            "with a personal access token: create one for All accessible organizations with the scope Marketplace (Manage); then run vsce login PUBLISHER and answer y to overwrite the old one, or set VSCE_PAT, which vsce publish prefers. Where Azure DevOps does not create such tokens any more (they stop working on 1 December 2026), run vsce publish --azure-credential, which takes none: on your own machine after az login, in Azure Pipelines in an AzureCLI@2 step with the service connection",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::VsceWithoutCredential,
        patterns: &[Text("Can not acquire a Microsoft Entra ID access token")],
        kind: Configuration,
        summary: "vsce --azure-credential found no identity in this step: it takes the sign-in of az and similar programs, and does not know service connections",
        remedy: Do(
            "run vsce in an AzureCLI@2 step with the service connection, which signs in az for its own script only; on your own machine, run az login. If the lines below the message name an error of Entra, explain that one",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::VsceOidc,
        patterns: &[
            Text("No supported OIDC provider was detected"),
            Text("OIDC publishing currently supports GitHub Actions only"),
        ],
        kind: Configuration,
        summary: "vsce --oidc works in GitHub Actions only",
        remedy: Do(
            "in Azure Pipelines, run vsce publish --azure-credential in an AzureCLI@2 step with the service connection; or set VSCE_PAT to an access token for Azure DevOps: az account get-access-token --resource 499b84ac-1321-427f-aa17-267ca6975798 --query accessToken --output tsv",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SemanticReleaseVsce,
        patterns: &[
            Text("EVSCEAUTHNOTPROVIDED"),
            Text("EVSCEDUPLICATEAUTHPROVIDED"),
            Text("EEMPTYVSCEPAT"),
            All(&[
                Text("No personal access token was detected"),
                Text("VSCE_PAT"),
            ]),
        ],
        kind: Configuration,
        summary: "semantic-release-vsce wants exactly one of VSCE_PAT and VSCE_AZURE_CREDENTIAL in the environment of its step; its releases 5 know VSCE_PAT only",
        remedy: Do(
            "run semantic-release in an AzureCLI@2 step with the service connection and VSCE_AZURE_CREDENTIAL: true (semantic-release-vsce 6.0.3 has it), without VSCE_PAT; or set only VSCE_PAT, to a personal access token for All accessible organizations with the scope Marketplace (Manage). A secret variable must be mapped in env: of the step",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::VsixPublisherRefused,
        patterns: &[
            All(&[
                Text("VS30063"),
                Text("You are not authorized to access https://marketplace.visualstudio.com"),
            ]),
            All(&[Text("VsixPub0031"), Text("not authorized")]),
        ],
        kind: Configuration,
        summary: "the Marketplace did not accept the token: a personal access token has expired, or is not for All accessible organizations with the scope Marketplace (Manage); an access token has expired, or is not for Azure DevOps",
        remedy: Do(
            "create a personal access token for All accessible organizations with the scope Marketplace (Manage). Where Azure DevOps does not create such tokens any more (they stop working on 1 December 2026), pass an access token to -personalAccessToken instead: az account get-access-token --resource 499b84ac-1321-427f-aa17-267ca6975798 --query accessToken --output tsv, after az login or in an AzureCLI@2 step, right before. In Azure Pipelines, PublishVisualStudioExtension@5 with connectTo: AzureRM does this by itself",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TfxServiceUrl,
        patterns: &[
            Text("Invalid service url - protocol and host are required"),
            Text("Invalid service url - path is too long"),
            Text("is not a collection-level URL"),
            Text("Failed to install extension (TF400856)"),
        ],
        kind: Configuration,
        summary: "tfx got a service URL that is not the one of an organization",
        remedy: Do(
            "to install an extension or upload a task, run tfx with --service-url https://dev.azure.com/ORGANIZATION, without a project; only publish, share and the like use https://marketplace.visualstudio.com",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TfxLoginRefused,
        patterns: &[Text("Invalid credentials. Failed request: (401)")],
        kind: Configuration,
        summary: "the organization did not accept the token that tfx login sent",
        remedy: Do(
            "check that the service URL is the organization for which the token was created, and create a new token if it has expired. An access token must be for Azure DevOps (resource 499b84ac-1321-427f-aa17-267ca6975798) and from the organization's tenant. To publish extensions, leave tfx login out: tfx extension does not use what it stores",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TfxMissing,
        patterns: &[Text("Could not find tfx. To resolve, add the")],
        kind: Configuration,
        summary: "tfx is not installed on the agent, and the tasks for extensions do not install it",
        remedy: Do(
            "run TfxInstaller earlier in the same job, in the same version as the other tasks: TfxInstaller@5 before PublishAzureDevOpsExtension@5",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PoolAdministrator,
        patterns: &[
            Text("needs Manage permissions to perform the action"),
            Text("needs Manage permissions to perform this action"),
            Text("you must be an administrator of All Pools"),
        ],
        kind: Configuration,
        summary: "a task may be uploaded or installed only by an administrator of all agent pools, which the identity is not",
        remedy: Do(
            "make the identity an Administrator in Organization settings, Agent pools, Security, which holds for all pools; a personal access token also needs the scope Agent Pools (Read & manage)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ExtensionTooLarge,
        patterns: &[
            All(&[
                Text("extension package size"),
                Text("exceeds the maximum package size"),
            ]),
            Text("Extension package is malformed/corrupted"),
            All(&[
                Text("Invalid Resource"),
                Text("You're likely using an expired Personal Access Token"),
            ]),
        ],
        kind: Configuration,
        summary: "the extension's package was not taken: most often it is too large or its upload took too long, else it is damaged; what vsce says about an expired token is a guess",
        remedy: Do(
            "look at the size of the .vsix and leave out what is not needed: .vscodeignore and a bundler for vsce, files in vss-extension.json for tfx. vsce verify-pat PUBLISHER shows whether the token is accepted. The Marketplace team can raise its limit: https://aka.ms/vsmarketplace-support; Azure DevOps Server has one of its own",
        ),
        retry: Retry::Never,
    },
    // Weak words: after all other refusals of a publication.
    Row {
        cause: Cause::ExtensionVersionExists,
        patterns: &[
            Text("Version number must increase each time an extension is published"),
            All(&[Text("Publishing '"), Text("ERROR"), Text("already exists.")]),
        ],
        kind: Configuration,
        summary: "this version of the extension is published already, or a higher one is; the token is not the problem",
        remedy: Do(
            "raise the version: tfx extension publish --rev-version, or vsce publish patch. To run a job again, vsce publish --skip-duplicate takes the version for published",
        ),
        retry: Retry::Never,
    },
];
