//! Service connections that cannot be created, verified or converted.

use crate::cause::Cause;
use crate::kind::ErrorKind::{Configuration, Unavailable};
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. They come before those of Azure, whose words they repeat.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::ConnectionNotVerified,
        patterns: &[All(&[
            Text("Failed to obtain the Json Web Token"),
            Text("using service principal client ID"),
        ])],
        kind: Unavailable,
        summary: "Azure DevOps could not get an access token with the service connection",
        remedy: Do(
            "try again: the service may have timed out. If the error persists, compare the federated credential with the issuer and subject on the connection's page, and ask the tenant administrator whether a policy blocks workload identity federation",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::NoRefreshToken,
        patterns: &[
            All(&[
                Text("A valid refresh token"),
                Any(&[Text("was not found"), Text("not found")]),
            ]),
            Text("Failed to get Azure DevOps Service access token, cache value is invalid"),
        ],
        kind: Configuration,
        summary: "Azure DevOps has no sign-in with which to create the connection's app: a user's has expired, and a service principal has none",
        remedy: Do(
            "sign out of Azure DevOps, sign in again in a private browser window, and create the connection there. If a service principal creates it, use \"creationMode\": \"Manual\" with the ids of an existing app or managed identity, and add the federated credential yourself",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DirectoryQuota,
        patterns: &[
            All(&[
                Text("The directory object quota limit for the"),
                Text("has been exceeded"),
            ]),
            Text("Directory_ObjectQuota_Exceeded"),
            Text("Directory_QuotaExceeded"),
        ],
        kind: Configuration,
        summary: "the user, or the tenant, owns as many objects in Entra as are allowed, so no app can be created",
        remedy: Do(
            "delete apps that nobody needs, also from the deleted ones, where they still count: az ad app list --show-mine. Otherwise ask the tenant administrator, or use an existing app or managed identity for the connection",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::CannotCreateApp,
        patterns: &[
            All(&[
                Text("Failed to create an app in"),
                Text("Insufficient privileges"),
            ]),
            Text("Ensure that the user has permissions to create a Microsoft Entra Application"),
            Text(
                "Ensure that the user has permissions to create an Azure Active Directory Application",
            ),
        ],
        kind: Configuration,
        summary: "whoever creates the service connection may not create apps in the tenant",
        remedy: Do(
            "have the role Application Developer in Entra assigned to that user; or create the connection with an existing app or a managed identity, which needs no such role",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ConnectionRoleNotAssigned,
        patterns: &[
            Text("Failed to set Azure permission 'RoleAssignmentId"),
            Text("Failed to assign Contributor role"),
        ],
        kind: Configuration,
        summary: "Azure DevOps could not give the new connection's identity its role: whoever creates it may not assign roles there, or the scope no longer exists",
        remedy: Do(
            "have someone with the role Owner or User Access Administrator on the subscription create the connection or assign the role; or create the connection with an existing identity that has its role already",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ConnectionWithoutReader,
        patterns: &[All(&[
            Text("Failed to query service connection API"),
            Any(&[Text("AuthorizationFailed"), Text("Forbidden")]),
            Any(&[
                Text("subscriptions/read"),
                Text("management.azure.com/subscriptions"),
            ]),
        ])],
        kind: Configuration,
        summary: "the connection's identity can sign in, but may not read the subscription, which is how Azure DevOps verifies the connection",
        remedy: Do(
            "give it the role Reader on the subscription: az role assignment create --role Reader --assignee-object-id {object id} --assignee-principal-type ServicePrincipal --scope /subscriptions/SUBSCRIPTION_ID. If it should have roles on less than that, save the connection without verification",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ConversionFailed,
        patterns: &[Text("Automatic authentication conversion failed")],
        kind: Configuration,
        summary: "Azure DevOps could not add the federated credential to the connection's app: whoever converts it may not change that app",
        remedy: Do(
            "have an owner of the app add the federated credential with the issuer and subject that the page shows, then choose Convert again: az ad app federated-credential create --id {client} --parameters credential.json",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ConnectionExists,
        patterns: &[Text(
            "already exists. Only a user having Administrator/User role permissions on service connection",
        )],
        kind: Configuration,
        summary: "the project has another service connection of this name, which you may not be allowed to see",
        remedy: Do(
            "choose another name; or have an administrator of that connection give you the role User or Administrator on its page (Security), and use it",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::FederationUnknownToServer,
        patterns: &[All(&[
            Text("Unable to find service connection type"),
            Text("using authentication scheme 'WorkloadIdentityFederation'"),
        ])],
        kind: Configuration,
        summary: "this Azure DevOps has no service connections with workload identity federation: Azure DevOps Server does not",
        remedy: Do(
            "use Azure DevOps Services; on Azure DevOps Server, run the job on a machine with a managed identity, or use a certificate",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ExtensionNewerThanServer,
        patterns: &[All(&[
            Text("Authentication schemes"),
            Text("endpoint-auth-scheme-workload-identity-federation"),
            Text("are not valid"),
        ])],
        kind: Configuration,
        summary: "the extension defines a service connection with workload identity federation, which this Azure DevOps Server does not know",
        remedy: Do(
            "install Azure DevOps Server 2022.2 or newer, or an older version of the extension. The server makes no assertions in either case: use a secret, a certificate or a managed identity",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PowerPlatformCredential,
        patterns: &[Text(
            "The Service Principal's Federated Credentials may be misconfigured in the Azure Portal",
        )],
        kind: Configuration,
        summary: "the application of the Power Platform connection most likely has no federated credential with the issuer and subject of this connection",
        remedy: Do(
            "compare each character and case with those that the message names. Where the log hides them, take them from the connection's page; an older connection has the issuer https://vstoken.dev.azure.com/ with the organization's id, and the subject sc://ORGANIZATION/PROJECT/CONNECTION. If both are right, see that the connection names the right application and tenant",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ConnectionKindNotTaken,
        patterns: &[
            Text("is not supported for Azure DevOps service connections"),
            Text("is not supported for Azure Resource Manager connections"),
            Text("expects a service connection of type WorkloadIdentityUser"),
            Text("Unsupported service connection authorization scheme"),
            Text("Service connection can be of Token authorization type only"),
            Text("Invalid GitHub service connection scheme"),
        ],
        kind: Configuration,
        summary: "the task does not take a service connection that signs in in this way",
        remedy: Do(
            "choose a connection of a kind that the message or the task's documentation names; WorkloadIdentityUser is the type Azure DevOps. For a connection to Azure DevOps or Azure, prefer workload identity federation; for one to GitHub, a token or OAuth",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ConnectionNotReadable,
        patterns: &[
            Text("Service connection not fully returned"),
            All(&[
                Text("terraform-provider-azuredevops"),
                Text("internal/service/serviceendpoint"),
                Text("invalid memory address or nil pointer dereference"),
            ]),
        ],
        kind: Configuration,
        summary: "the identity of the azuredevops provider may not read this service connection",
        remedy: Do(
            "under Project settings, Service connections, the connection, Security, give the identity the role Administrator, or User if Terraform only reads it. Endpoint Creators may create connections, but not read those of others. An older provider crashes here instead",
        ),
        retry: Retry::Never,
    },
];
