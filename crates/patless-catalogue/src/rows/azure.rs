//! The refusals of Azure's services, where an access token is used.

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
        summary: "the identity may not read the secrets of the key vault",
        remedy: Do(
            "give it the role Key Vault Secrets User on the vault: az role assignment create --role 'Key Vault Secrets User' --assignee-object-id {object id} --assignee-principal-type ServicePrincipal --scope VAULT_ID. A vault with access policies needs one with Get and List instead. A new role counts after some minutes",
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
        summary: "the identity has no role in Azure that allows this",
        remedy: Do(
            "give it one that holds {permission}: az role assignment create --role ROLE --assignee-object-id {object id} --assignee-principal-type ServicePrincipal --scope '{resource}'. A new role counts after some minutes, and for a new sign-in",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoSubscription,
        patterns: &[
            Text("doesn't exist in cloud"),
            Text("No access was configured for the VM, hence no subscriptions were found"),
            Text("No subscriptions found for"),
        ],
        kind: Configuration,
        summary: "the identity has no role in the Azure subscription",
        remedy: Do("give it one, or sign in without: az login --allow-no-subscriptions"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoDatabaseUser,
        patterns: &[Text("Login failed for user '<token-identified principal>'")],
        kind: Configuration,
        summary: "the identity of the access token is no user of this database",
        remedy: Do(
            "as the server's Microsoft Entra administrator, in that database and not in master: CREATE USER [NAME_OF_THE_IDENTITY] FROM EXTERNAL PROVIDER; then give it a role. Check the database's name in the connection string",
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
        summary: "the container registry gave no token: the identity has no role there, or the registry's network rules shut the agent out",
        remedy: Do(
            "give the identity the role AcrPull or AcrPush on the registry; if it has it, let the agent's address through the registry's firewall. To see which it is: az acr check-health --name REGISTRY --yes",
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
        summary: "a Conditional Access policy based on location refuses the access token from this address; the command itself is fine",
        remedy: Do(
            "sign in and run from an address that the policy allows; in a pipeline, have the tenant's administrator allow the agent's public address, or except the identity from the policy",
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
        summary: "the access token was revoked before its time, or a policy asks for more",
        remedy: Do(
            "get a new access token and try once more; if it is refused again, ask the tenant's administrator",
        ),
        retry: Retry::Never,
    },
];
