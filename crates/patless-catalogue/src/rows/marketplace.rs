//! Publishing extensions to the Marketplace.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NotInPublisher,
        patterns: &[All(&[
            Text("The requested operation is not allowed"),
            Text("Publishing '"),
        ])],
        kind: Configuration,
        summary: "the identity is not a member of the publisher, or is not the intended one: a machine in Azure has its own",
        remedy: Do(
            "add the identity to the publisher as a Contributor, by its profile id, which patless whoami shows; without Patless, run this while signed in as the identity: az rest --resource 499b84ac-1321-427f-aa17-267ca6975798 --url https://app.vssps.visualstudio.com/_apis/profile/profiles/me?api-version=7.1. Publish as the same identity",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PublisherRole,
        patterns: &[
            Text("Publish new extensions to an existing publisher"),
            Text("View user permissions on a resource"),
        ],
        kind: Configuration,
        summary: "the identity, or the account of the personal access token, is not a member of the publisher, or its role there is too low",
        remedy: Do(
            "open https://marketplace.visualstudio.com/manage with the account that created the token: the publisher of package.json or vss-extension.json must be listed there, under exactly this id. If it is not, have its owner add you under Members: a Contributor updates extensions, a Creator publishes new ones. A service principal or managed identity is added by its profile id, which is the id in the message (patless whoami shows it). A personal access token must be for All accessible organizations, with the scope Marketplace (Manage)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::CorporatePublisher,
        patterns: &[
            Text("You need to be logged in with your corporate credentials"),
            Text("You need to be logged in with your Microsoft corporate credentials"),
        ],
        kind: Configuration,
        summary: "the publisher's name is reserved for Microsoft, and only Microsoft accounts can publish under it",
        remedy: Do(
            "use another publisher, or ask the Marketplace team to allow the identity: https://aka.ms/vsmarketplace-support",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NotTheMarketplace,
        patterns: &[Text("Failed to find api location for area: gallery")],
        kind: Configuration,
        summary: "the service URL points to an organization instead of the Marketplace",
        remedy: Do("run tfx with --service-url https://marketplace.visualstudio.com"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WrongMemberId,
        patterns: &[Text("TF14045"), Text("Not a valid User Id")],
        kind: Configuration,
        summary: "a publisher's member is named by its profile id, and this id is not one",
        remedy: Do(
            "use the id of the identity's profile in Azure DevOps, which is neither its client id nor its object id nor its id in an organization. Only the identity itself can look it up: patless whoami shows it and names each of the four; without Patless: az rest --resource 499b84ac-1321-427f-aa17-267ca6975798 --url https://app.vssps.visualstudio.com/_apis/profile/profiles/me?api-version=7.1",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TfxNotAuthorized,
        patterns: &[Text(
            "Check that your personal access token is correct and hasn't expired",
        )],
        kind: Configuration,
        summary: "the Marketplace did not accept the token: a personal access token has expired, or is not for All accessible organizations with the scope Marketplace (Manage); an access token has expired, or is not for Azure DevOps",
        remedy: Do(
            "create a personal access token for All accessible organizations with the scope Marketplace (Manage), as a member of the publisher. Where Azure DevOps does not create such tokens any more (they stop working on 1 December 2026), pass an access token in the same place, right before: az account get-access-token --resource 499b84ac-1321-427f-aa17-267ca6975798 --query accessToken --output tsv, after az login or in an AzureCLI@2 step. In Azure Pipelines, PublishAzureDevOpsExtension@5 with connectTo: AzureRM gets one by itself. The job's own token, System.AccessToken, is never accepted",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TfxWithoutToken,
        patterns: &[Text("Missing required value for argument 'token'")],
        kind: Configuration,
        summary: "tfx got no token: its commands for extensions do not read the file that tfx login writes",
        remedy: Do(
            "write the token to tfx's standard input, and leave out --no-prompt: az account get-access-token --resource 499b84ac-1321-427f-aa17-267ca6975798 --query accessToken --output tsv | tfx extension publish …; for a personal access token, answer the question, or pass --token",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ExtensionNameTaken,
        patterns: &[
            Text("The Extension Id already exist in the Marketplace"),
            All(&[
                Text("already exists in the Marketplace"),
                Text("Please use a different"),
            ]),
        ],
        kind: Configuration,
        summary: "another publisher has an extension of this name: names are unique in the whole Marketplace, and so are display names; the token is not the problem",
        remedy: Do(
            "change name, or displayName, in package.json. An extension cannot move to another publisher: if it is your own under an older one, have the owner of that publisher add the identity as a member",
        ),
        retry: Retry::Never,
    },
];
