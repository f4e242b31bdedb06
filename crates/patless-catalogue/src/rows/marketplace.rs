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
            "look at the publisher's members (https://marketplace.visualstudio.com/manage, Members), and that the publisher exists under exactly this id. Compare the id in the message: it is the profile id of the identity, which patless whoami shows, or that of the token's account. Add it, or change its role: a Contributor updates extensions, a Creator publishes new ones. A personal access token must be made by such a member, for All accessible organizations, with the scope Marketplace (Manage)",
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
        summary: "the Marketplace did not accept the token, and tfx says the same about every one of its reasons",
        remedy: Do(
            "get the token with the scope azureDevOps, right before tfx starts, and hand over the token and a line end alone; patless whoami with the same identity says what Azure DevOps makes of it. The task PublishAzureDevOpsExtension@5 with connectTo: AzureRM gets a token by itself. A personal access token must be for All accessible organizations, with the scope Marketplace (Manage), and not expired",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TfxWithoutToken,
        patterns: &[Text("Missing required value for argument 'token'")],
        kind: Configuration,
        summary: "tfx got no token: its commands for extensions do not read the file that tfx login writes",
        remedy: Do("write the token to tfx's standard input, and leave out --no-prompt"),
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
