//! The refusals of Azure DevOps as the place where an access token is used.

use crate::cause::Cause;
use crate::kind::ErrorKind::{Configuration, Unavailable};
use crate::pattern::Pattern::{self, All, Ours, Text, TypeKey};
use crate::remedy::Remedy::{self, Do};
use crate::row::{Retry, Row};
use crate::server::Server;

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NotInOrganization,
        patterns: &[
            Text("TF401444"),
            Text("does not have access to Azure DevOps organization"),
        ],
        kind: Configuration,
        summary: "the identity is no user of the organization",
        remedy: Do(
            "add it at https://dev.azure.com/{organization}/_settings/users (Add users), with the access level Basic where it uses repositories. It is the service principal with the object id {object id}; the page searches for its name: az ad sp show --id {object id} --query displayName. Membership in an Entra group is not enough",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoCredentialSeen,
        patterns: &[
            All(&[
                Text("TF400813"),
                Text("aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"),
            ]),
            // What a client sends that has no token: nobody.
            All(&[Text("TF400813"), Text("The user '' is not authorized")]),
            All(&[Text("TF400813"), Text("The user is not authorized")]),
            All(&[
                Text("TF400813"),
                Text("Resource not available for anonymous access"),
            ]),
            All(&[
                Text("TF400813"),
                Text("The user 'Anonymous' is not authorized"),
            ]),
            Ours("saw nobody behind the access token"),
        ],
        kind: Configuration,
        summary: "Azure DevOps saw no token at all, or none that it can read; permissions are not the matter",
        remedy: Do(
            "the token has to be for scope: azureDevOps and of the organization's tenant; in a request of your own, check that the variable is mapped in env: and is not empty, and that the header is Authorization: Bearer $TOKEN",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NotAuthorized,
        patterns: &[Text("TF400813")],
        kind: Configuration,
        summary: "the identity is known, but may not do this in the organization",
        remedy: Do(
            "look for {identity} in Organization settings, Users: add it there, with the access level and the groups that it needs",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WrongTenant,
        patterns: &[
            Text("VS30063"),
            Text("TF30063"),
            All(&[Ours("the organization at"), Ours("the token of tenant")]),
        ],
        kind: Configuration,
        summary: "the token is of another tenant than the organization's, or not for it",
        remedy: Do(
            "use a service connection whose identity is of the organization's tenant; which that is, the header X-VSS-ResourceTenant tells anybody: curl -sI https://dev.azure.com/{organization}",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::IdentityNotFoundYet,
        patterns: &[Text("VS403283")],
        kind: Configuration,
        summary: "Azure DevOps does not find the identity in the organization's tenant",
        remedy: Do(
            "if it was created a minute ago, try again in a few minutes; if not, check that the service principal or managed identity is of the organization's tenant. Agent identities of Entra cannot be added at all",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OrganizationWithoutTenant,
        patterns: &[Ours("is connected to no tenant")],
        kind: Configuration,
        summary: "the organization is connected to no tenant, so no service principal can be a user of it",
        remedy: Do(
            "connect it to the tenant of the service connection: Organization settings, Microsoft Entra, Connect directory",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoSuchOrganization,
        patterns: &[All(&[
            Ours("there is no organization at"),
            Ours("HTTP 404"),
        ])],
        kind: Configuration,
        summary: "there is no organization of this name",
        remedy: Do(
            "check the name in the URL: https://dev.azure.com/{organization}; an organization that was renamed or deleted answers in the same way",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoProjectAccess,
        patterns: &[
            Text("VS800075"),
            Text("TF200016"),
            TypeKey("ProjectDoesNotExistException"),
            TypeKey("ProjectDoesNotExistWithNameException"),
        ],
        kind: Configuration,
        summary: "there is no such project, or the identity may not see it",
        remedy: Do(
            "check the project's name; add the identity to one of its groups: Project settings, Permissions, such as Readers or Contributors",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoRepositoryAccess,
        patterns: &[Text("TF401019")],
        kind: Configuration,
        summary: "there is no such repository, or the identity may not use it",
        remedy: Do(
            "check the name {repository}; give the identity the access level Basic (Stakeholder cannot use repositories) and a permission on the repository",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TargetConditionalAccess,
        patterns: &[Text("VS403463")],
        kind: Configuration,
        summary: "a Conditional Access policy blocks the identity at Azure DevOps",
        remedy: Do(
            "give the activity id {activity id} to the tenant's administrator: the policy looks at the agent's public address",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RateLimited,
        patterns: &[Text("TF400733"), Pattern::status(Server::Target, 429)],
        kind: Unavailable,
        summary: "the identity used more of Azure DevOps than it may, and is blocked for minutes",
        remedy: Do(
            "wait as long as the header Retry-After says; spread the work, or use several identities",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::TargetUnavailable,
        patterns: &[
            Pattern::status(Server::Target, 408),
            Pattern::status(Server::Target, 500),
            Pattern::statuses(Server::Target, 502, 504),
            Pattern::statuses(Server::Target, 506, 599),
        ],
        kind: Unavailable,
        summary: "Azure DevOps has an outage, or a proxy on the way to it",
        remedy: Remedy::Wait,
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::ExpiredPat,
        patterns: &[Text("The Personal Access Token used has expired")],
        kind: Configuration,
        summary: "a personal access token has expired",
        remedy: Do("use an access token of Patless in its place: it is made anew in each run"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MissingPermission,
        patterns: &[
            Text("needs the following permission(s)"),
            TypeKey("AccessCheckException"),
        ],
        kind: Configuration,
        summary: "the identity lacks a permission",
        remedy: Do("give the identity the permission {permission} on {resource}"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OperationNotAllowed,
        patterns: &[
            TypeKey("InvalidAccessException"),
            Text("The requested operation is not allowed"),
        ],
        kind: Configuration,
        summary: "Azure DevOps does not allow this to the kind of token that was used",
        remedy: Do("use an access token of Patless in the place of a personal access token"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WrongObjectId,
        patterns: &[Text("Failed to create service principal with object ID")],
        kind: Configuration,
        summary: "the object id is not that of the enterprise application",
        remedy: Do(
            "give the enterprise application's object id, not the app registration's: az ad sp show --id {client} --query id",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TargetSignInPage,
        patterns: &[
            Pattern::status(Server::Target, 203),
            Pattern::statuses(Server::Target, 300, 399),
            Text("_signin?realm"),
        ],
        kind: Configuration,
        summary: "Azure DevOps saw no valid token and showed its sign-in page, which is no success",
        remedy: Do(
            "the token has to be for scope: azureDevOps, of the organization's tenant, and not expired; in a request of your own, check that the variable is mapped in env:",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TokenNotAccepted,
        patterns: &[
            Pattern::status(Server::Target, 401),
            Ours("the access token cannot be sent"),
        ],
        kind: Configuration,
        summary: "Azure DevOps does not take the token",
        remedy: Do(
            "check that it is for scope: azureDevOps, has not expired, and is of the organization's tenant (header X-VSS-ResourceTenant)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TargetRefused,
        patterns: &[Pattern::statuses(Server::Target, 400, 499)],
        kind: Configuration,
        summary: "Azure DevOps refuses the token on this target, and gives no reason that is known",
        remedy: Do(
            "check that the identity has the access level Basic and a permission on the repository or project, and that the token is for scope: azureDevOps; patless doctor --target URL_OF_THE_REPOSITORY says which of them is missing. If none is, give the request id and the time to Azure DevOps' support",
        ),
        retry: Retry::Never,
    },
    // No text shows it: it stands for the codes that no other row has.
    Row {
        cause: Cause::UnlistedAzureDevopsCode,
        patterns: &[],
        kind: Configuration,
        summary: "an error of Azure DevOps that is not explained here yet",
        remedy: Do(
            "read the sentence behind the code: for most codes it names the permission or the thing that is missing. patless doctor --target URL says what the identity can reach",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TargetNotJson,
        patterns: &[
            Ours("which is not Azure DevOps' form"),
            Ours("the target's address cannot be requested"),
        ],
        kind: Configuration,
        summary: "the answer is not Azure DevOps' own: a proxy answered, or the URL is of something else",
        remedy: Do("open the URL from the agent's network, and look at who answers"),
        retry: Retry::Never,
    },
];
