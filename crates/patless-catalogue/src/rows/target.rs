//! Azure DevOps refuses an access token.

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
        summary: "the identity is not a user of the organization",
        remedy: Do(
            "add it at https://dev.azure.com/{organization}/_settings/users (Add users), with the access level Basic if it uses repositories. It is the service principal with the object id {object id}; search for its display name: az ad sp show --id {object id} --query displayName. Membership in an Entra group is not enough",
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
            // What Azure DevOps reports when a client sends no token.
            All(&[Text("TF400813"), Text("The user '' is not authorized")]),
            All(&[Text("TF400813"), Text("The user is not authorized")]),
            // The same in a dumped X-TFS-ServiceError header, which is percent-encoded.
            All(&[
                Text("TF400813"),
                Text("%20user%20%27%27%20is%20not%20authorized"),
            ]),
            All(&[
                Text("TF400813"),
                Text("Resource not available for anonymous access"),
            ]),
            All(&[
                Text("TF400813"),
                Text("The user 'Anonymous' is not authorized"),
            ]),
            Text("Resource not available for anonymous access. Client authentication required"),
            All(&[
                Text("TF50309"),
                Text("to complete the operation: Anonymous"),
            ]),
            Ours("treated the access token as anonymous"),
        ],
        kind: Configuration,
        summary: "Azure DevOps got no token, or none that it can read; permissions are not the problem",
        remedy: Do(
            "the token must be for Azure DevOps (resource 499b84ac-1321-427f-aa17-267ca6975798; scope: azureDevOps in Patless) and from the organization's tenant; in your own requests, check that the variable is mapped in env: and not empty, and that the header is Authorization: Bearer $TOKEN, or for a personal access token Basic with base64 of :TOKEN",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NotAuthorized,
        patterns: &[Text("TF400813")],
        kind: Configuration,
        summary: "Azure DevOps recognizes the identity but denies the request: it is not a user of the organization, is signed in to another tenant, or lacks a right",
        remedy: Do(
            "find the identity that the message names in Organization settings, Users, or add it there, and give it the access level and groups that it needs. A GUID before a backslash is the tenant that was signed in to. If that is not the organization's (header X-VSS-ResourceTenant of curl -sI https://dev.azure.com/{organization}), sign in to the right one: az login --tenant TENANT_ID --allow-no-subscriptions. A personal access token must be of this organization and have the scopes of the request",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WrongTenant,
        patterns: &[All(&[
            Ours("the organization at"),
            Ours("the token is from tenant"),
        ])],
        kind: Configuration,
        summary: "the token is from a tenant other than the organization's, or is not for Azure DevOps",
        remedy: Do(
            "use a service connection whose identity is in the organization's tenant. The header X-VSS-ResourceTenant shows which tenant that is: curl -sI https://dev.azure.com/{organization}",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OrganizationWithoutTenant,
        patterns: &[Ours("is not connected to a tenant")],
        kind: Configuration,
        summary: "the organization is not connected to an Entra tenant, so service principals cannot be its users",
        remedy: Do(
            "connect it to the service connection's tenant: Organization settings, Microsoft Entra, Connect directory",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoSuchOrganization,
        patterns: &[
            All(&[Ours("there is no organization at"), Ours("HTTP 404")]),
            All(&[
                Text("Azure DevOps Organization:"),
                Text("doesn't exist or can't be found"),
            ]),
        ],
        kind: Configuration,
        summary: "the organization does not exist",
        remedy: Do(
            "check the name in the URL https://dev.azure.com/{organization}; a renamed or deleted organization gives the same answer",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NotAzureDevopsServices,
        patterns: &[Ours("profiles exist only in Azure DevOps Services")],
        kind: Configuration,
        summary: "the server is not Azure DevOps Services, which alone has profiles and access levels of service principals",
        remedy: Do(
            "use the URL of an organization, such as https://dev.azure.com/{organization}; Azure DevOps Server has no Entra identities",
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
            Text("Could not find a project that corresponds with the repository"),
        ],
        kind: Configuration,
        summary: "the project does not exist, or the identity has no access to it",
        remedy: Do(
            "check the project's name; add the identity to one of the project's groups, such as Readers or Contributors (Project settings, Permissions). The job's own token reaches another project only if 'Limit job authorization scope to current project' is off",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoRepositoryAccess,
        patterns: &[
            Text("TF401019"),
            // Git's own words about the same answer, HTTP 404.
            All(&[
                Text("fatal: repository 'https://"),
                Text("/_git/"),
                Text("' not found"),
            ]),
            // Renovate, about the list of repositories that the identity sees.
            Text("Could not find repo in repo list"),
        ],
        kind: Configuration,
        summary: "the repository does not exist, or the identity has no access to it",
        remedy: Do(
            "check the names of the project and the repository; give the identity the access level Basic (Stakeholder cannot use repositories) and Read on the repository (Project settings, Repositories, Security). On your own machine, git may have used another account: echo url=URL_OF_THE_REPOSITORY | git credential reject, then try again. In a job, the job's token is 'PROJECT Build Service (ORGANIZATION)', and reaches only repositories that the pipeline references",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TargetConditionalAccess,
        patterns: &[Text("VS403463")],
        kind: Configuration,
        summary: "a Conditional Access policy blocks the identity in Azure DevOps",
        remedy: Do(
            "give the tenant administrator the activity id {activity id}: policies mostly check the public address that the request came from, the agent's or your own",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RateLimited,
        patterns: &[Text("TF400733"), Pattern::status(Server::Target, 429)],
        kind: Unavailable,
        summary: "the identity exceeded its usage limit in Azure DevOps and is blocked for a few minutes",
        remedy: Do(
            "wait as long as the header Retry-After says; spread the work over time, or use several identities",
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
        summary: "Azure DevOps, or a proxy on the way to it, has an outage",
        remedy: Remedy::Wait,
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::WrongObjectId,
        patterns: &[Text("Failed to create service principal with object ID")],
        kind: Configuration,
        summary: "the object id does not belong to an enterprise application",
        remedy: Do(
            "use the object id of the enterprise application, not of the app registration: az ad sp show --id {client} --query id",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TargetSignInPage,
        patterns: &[
            Pattern::status(Server::Target, 203),
            Pattern::statuses(Server::Target, 300, 399),
            Text("_signin?realm"),
            All(&[
                Text("Azure DevOps Services | Sign In"),
                Pattern::statuses(Server::Target, 203, 399),
            ]),
            Text("Azure DevOps Services | Sign In"),
            // azure-devops-node-api, and with it Renovate, takes the page for an empty list.
            Text("Failed to find api location for area"),
        ],
        kind: Configuration,
        summary: "Azure DevOps got no valid token and returned its sign-in page, which is not a success",
        remedy: Do(
            "the token must be for Azure DevOps (resource 499b84ac-1321-427f-aa17-267ca6975798; scope: azureDevOps in Patless), from the organization's tenant, and not expired; in your own requests, check that the variable is mapped in env: and not empty. A personal access token goes as Basic with base64 of :TOKEN",
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
        summary: "Azure DevOps does not accept the token",
        remedy: Do(
            "check that it is for Azure DevOps (resource 499b84ac-1321-427f-aa17-267ca6975798; scope: azureDevOps in Patless), has not expired, and is from the organization's tenant (header X-VSS-ResourceTenant)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TargetRefused,
        patterns: &[Pattern::statuses(Server::Target, 400, 499)],
        kind: Configuration,
        summary: "Azure DevOps refuses the token on this target, without a known reason",
        remedy: Do(
            "check that the identity has the access level Basic and a permission on the repository or project, and that the token is for Azure DevOps; patless doctor --target URL_OF_THE_REPOSITORY shows which of these is missing. If none is, give the request id and the time to Azure DevOps support",
        ),
        retry: Retry::Never,
    },
    // No text identifies it: it covers the codes that have no row.
    Row {
        cause: Cause::UnlistedAzureDevopsCode,
        patterns: &[],
        kind: Configuration,
        summary: "an error from Azure DevOps that has no explanation here yet",
        remedy: Do(
            "read the sentence after the code: for most codes, it names the missing permission or object. patless doctor --target URL shows what the identity can access",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TargetNotJson,
        patterns: &[
            Ours("which is not a response from Azure DevOps"),
            Ours("the target's address cannot be requested"),
        ],
        kind: Configuration,
        summary: "the response is not from Azure DevOps: a proxy answered, or the URL points to another server",
        remedy: Do("open the URL from the agent's network, and check which server answers"),
        retry: Retry::Never,
    },
];
