//! Azure services that refuse an access token.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NoVaultRole,
        patterns: &[
            All(&[
                Text("Caller is not authorized to perform action on resource"),
                Text("Microsoft.KeyVault"),
            ]),
            Text("secrets get permission on key vault"),
            Text("secrets list permission on key vault"),
        ],
        kind: Configuration,
        summary: "the identity has no permission to read secrets in the key vault",
        remedy: Do(
            "give it the role Key Vault Secrets User on the vault: az role assignment create --role 'Key Vault Secrets User' --assignee-object-id {object id} --assignee-principal-type ServicePrincipal --scope VAULT_ID. If the vault uses access policies, add one with Get and List instead. A new role takes a few minutes to apply",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoAzureRole,
        patterns: &[
            Text("does not have authorization to perform action"),
            Text("does not have permission to perform action"),
        ],
        kind: Configuration,
        summary: "the identity has no Azure role that allows this action",
        remedy: Do(
            "give it a role that includes {permission}: az role assignment create --role ROLE --assignee-object-id {object id} --assignee-principal-type ServicePrincipal --scope '{resource}'. A new role takes a few minutes to apply, and needs a new sign-in",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoSubscription,
        patterns: &[
            Text("No access was configured for the VM, hence no subscriptions were found"),
            Text("No access was configured for the managed identity, hence no subscriptions"),
            Text("No subscription found in the context"),
            Text("No subscriptions were found in the cloud shell"),
            Text("No subscriptions found for"),
        ],
        kind: Configuration,
        summary: "the identity has no role in any Azure subscription of the tenant",
        remedy: Do(
            "assign it a role, such as Reader, in a subscription or resource group. A user whose role is in another tenant names that tenant: az login --tenant TENANT_ID. If none is needed, as for Azure DevOps, sign in without a subscription: az login --allow-no-subscriptions",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoDatabaseUser,
        patterns: &[Text("Login failed for user '<token-identified principal>'")],
        kind: Configuration,
        summary: "the database has no user for the access token's identity",
        remedy: Do(
            "as the server's Microsoft Entra administrator, run in that database (not in master): CREATE USER [NAME_OF_THE_IDENTITY] FROM EXTERNAL PROVIDER; then give the user a role. Check the database name in the connection string as well",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoRegistryToken,
        patterns: &[
            Text("CONNECTIVITY_REFRESH_TOKEN_ERROR"),
            Text("CONNECTIVITY_ACCESS_TOKEN_ERROR"),
        ],
        kind: Configuration,
        summary: "the container registry issued no token: the identity has no role on it, or the registry's network rules block the agent",
        remedy: Do(
            "give the identity the role AcrPull or AcrPush on the registry; if it has one, allow the agent's address in the registry's firewall. To see which applies: az acr check-health --name REGISTRY --yes",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::LocationPolicy,
        patterns: &[
            Text("LocationConditionEvaluationSatisfied"),
            All(&[
                Text("Continuous access evaluation resulted in challenge"),
                Text("InteractionRequired"),
            ]),
        ],
        kind: Configuration,
        summary: "a Conditional Access policy based on location refuses the access token from this address; the command itself is correct",
        remedy: Do(
            "sign in and run from an address that the policy allows; in a pipeline, ask the tenant administrator to allow the agent's public address or to exclude the identity from the policy",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ClaimsChallenge,
        patterns: &[
            Text("insufficient_claims"),
            Text("Continuous access evaluation resulted in challenge"),
        ],
        kind: Configuration,
        summary: "the access token was revoked before it expired, or a policy requires more",
        remedy: Do(
            "get a new access token and try again; if it is refused again, contact the tenant administrator",
        ),
        retry: Retry::Never,
    },
];
