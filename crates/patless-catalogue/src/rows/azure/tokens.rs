//! Azure services that did not get the right token: for another resource, from another tenant, expired, or none.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::TokenNotForResourceManager,
        patterns: &[
            Text("InvalidAuthenticationTokenAudience"),
            All(&[
                Text("wrong audience or resource"),
                Any(&[
                    Text("allowed audiences 'https://management.core.windows.net/'"),
                    Text("allowed audiences 'https://management.azure.com'"),
                    Text("allowed audiences 'https://management.azure.com/'"),
                ]),
            ]),
        ],
        kind: Configuration,
        summary: "the access token is for another resource, not for Azure Resource Manager",
        remedy: Do(
            "request one for it: az account get-access-token --resource https://management.azure.com, in Patless scope: azureResourceManager. A token for Azure DevOps (499b84ac-1321-427f-aa17-267ca6975798), or for Graph, works there only",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TokenNotForKeyVault,
        patterns: &[Text("AKV10022")],
        kind: Configuration,
        summary: "the access token is for another resource, not for Key Vault",
        remedy: Do(
            "request one for it: in Patless, scope: keyVault; elsewhere, https://vault.azure.net/.default (older libraries: the resource https://vault.azure.net, without a slash at the end, and not the vault's own address)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TokenNotForStorage,
        patterns: &[All(&[
            Text("Audience validation failed. Audience did not match"),
            Any(&[
                Text("InvalidAuthenticationInfo"),
                Text("AuthenticationFailed"),
                Text("storage.azure.com"),
                Text("core.windows.net"),
            ]),
        ])],
        kind: Configuration,
        summary: "the access token is for another resource, not for Azure Storage",
        remedy: Do(
            "request one for it: in Patless, scope: storage; elsewhere, https://storage.azure.com/.default",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TokenNotForGraph,
        patterns: &[Text("Access token validation failure. Invalid audience")],
        kind: Configuration,
        summary: "the access token is for another resource, not for Microsoft Graph",
        remedy: Do(
            "request one for it: in Patless, scope: graph; elsewhere, https://graph.microsoft.com/.default (az account get-access-token --resource-type ms-graph)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TokenForOtherResource,
        patterns: &[
            All(&[
                Text("The access token has been obtained"),
                Any(&[
                    Text("for wrong audience or resource"),
                    Text("from wrong audience or resource"),
                ]),
            ]),
            All(&[
                Text("InvalidAudience"),
                Text("Invalid authorization token audience"),
            ]),
        ],
        kind: Configuration,
        summary: "the access token is for another resource than this service",
        remedy: Do(
            "request one for the resource that the message lists as allowed, as its scope with /.default: for Batch https://batch.core.windows.net/.default; for Service Bus https://servicebus.azure.net/.default, for Event Hubs https://eventhubs.azure.net/.default (in Patless, scope: serviceBus or eventHubs)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WrongSubscriptionTenant,
        patterns: &[
            Text("InvalidAuthenticationTokenTenant"),
            All(&[
                Text("access token is from the wrong issuer"),
                Text("associated with this subscription"),
            ]),
        ],
        kind: Configuration,
        summary: "the access token is from a tenant other than the subscription's",
        remedy: Do(
            "sign in to the subscription's tenant, which the message names after 'must match the tenant': az login --tenant {tenant} (PowerShell: Connect-AzAccount -Tenant {tenant}); in a pipeline, use a service connection whose identity is in that tenant. If the subscription was moved to another tenant within the last hour, wait",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::VaultTenant,
        patterns: &[Text("AKV10032")],
        kind: Configuration,
        summary: "the access token is from a tenant other than the key vault's",
        remedy: Do(
            "use an identity in the vault's tenant: az keyvault show --name VAULT --query properties.tenantId; on your own machine, az login --tenant TENANT_ID. After a subscription was moved to another tenant, the vault keeps the old one until it is changed: az keyvault update --name VAULT --set properties.tenantId=TENANT_ID, then grant access again",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::StorageTenant,
        patterns: &[Text("Issuer validation failed. Issuer did not match")],
        kind: Configuration,
        summary: "the access token is from a tenant other than the storage account's",
        remedy: Do(
            "use an identity in the tenant of the storage account's subscription: az account show --subscription SUBSCRIPTION --query tenantId; on your own machine, az login --tenant TENANT_ID. A role cannot help here",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ExpiredAccessToken,
        patterns: &[
            Text("ExpiredAuthenticationToken"),
            All(&[
                Text("access token expiry UTC time"),
                Text("is earlier than current UTC time"),
            ]),
            All(&[
                Text("Lifetime validation failed"),
                Any(&[
                    Text("InvalidAuthenticationToken"),
                    Text("InvalidAuthenticationInfo"),
                    Text("AuthenticationFailed"),
                ]),
            ]),
            All(&[
                Text("Access token has expired or is not yet valid"),
                Text("InvalidAuthenticationToken"),
            ]),
        ],
        kind: Configuration,
        summary: "the access token has expired: the program used it for longer than about an hour",
        remedy: Do(
            "get a new token: sign in again (az login) or run the step again; for a part that runs longer than an hour, use a credential that renews the token (such as DefaultAzureCredential or AzurePipelinesCredential) instead of a token in a variable, or split the step. If the machine's clock is wrong, correct it",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MalformedToken,
        patterns: &[
            Text("CompactToken parsing failed"),
            Text("IDX14100"),
            All(&[Text("IDX12741"), Text("JWT")]),
            All(&[
                Text("InvalidAuthenticationToken"),
                Text("The access token is invalid"),
            ]),
            All(&[Text("InvalidAuthenticationToken"), Text("Unable to parse")]),
        ],
        kind: Configuration,
        summary: "what was sent as the access token is none: a name such as $(TOKEN) instead of its value, or a token that is cut, quoted or broken across lines",
        remedy: Do(
            "map the variable into the step (env: TOKEN: $(TOKEN)), and send the token as one line without quotes: Authorization: Bearer $TOKEN. az prints quotes unless it is called with --output tsv. The length of the variable shows it: a token has more than 1000 characters",
        ),
        retry: Retry::Never,
    },
];
