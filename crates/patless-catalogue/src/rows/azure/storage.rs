//! Azure Storage refuses a request.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::StorageKeysRole,
        patterns: &[All(&[
            Text("Microsoft.Storage/storageAccounts/listKeys/action"),
            Any(&[
                Text("does not have authorization to perform action"),
                Text("does not have permission to perform action"),
                Text(
                    "does not have authorization or an ABAC condition not fulfilled to perform action",
                ),
            ]),
        ])],
        kind: Configuration,
        summary: "the program asks for the storage account's keys, which the identity may not list",
        remedy: Do(
            "use the access token instead of keys: use_azuread_auth = true in Terraform's backend, storage_use_azuread = true in the azurerm provider, --auth-mode login with az; the identity then needs Storage Blob Data Contributor (for queues, tables, files: Storage Queue Data Contributor, Storage Table Data Contributor, Storage File Data Privileged Contributor): az role assignment create --role 'Storage Blob Data Contributor' --assignee-object-id {object id} --scope '{resource}'. To go on with keys, it needs Reader and Data Access there",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoShareRole,
        patterns: &[All(&[
            Text("AuthorizationPermissionMismatch"),
            Text("file.core.windows.net"),
        ])],
        kind: Configuration,
        summary: "the identity has no role on the file share's data",
        remedy: Do(
            "give it the role Storage File Data Privileged Contributor on the account, which the REST interface requires: az role assignment create --role 'Storage File Data Privileged Contributor' --assignee-object-id OBJECT_ID --scope $(az storage account show --name ACCOUNT --query id --output tsv); with az, add --auth-mode login --backup-intent. OBJECT_ID: for yourself az ad signed-in-user show --query id, else az ad sp show --id CLIENT_ID --query id. With a SAS (an address with sig=), the SAS lacks the permission",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SasPermission,
        patterns: &[All(&[
            Text("AuthorizationPermissionMismatch"),
            Text("sig="),
        ])],
        kind: Configuration,
        summary: "the SAS does not include the permission for this request",
        remedy: Do(
            "create one that does (az storage container generate-sas --permissions …); a user delegation SAS also never allows more than the role of the identity that signed it. Or sign in with a token instead: azcopy login, --auth-mode login",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoQueueRole,
        patterns: &[All(&[
            Any(&[
                Text("AuthorizationPermissionMismatch"),
                Text(
                    "This request is not authorized to perform this operation using this permission",
                ),
                Text("You do not have the required permissions needed to perform this operation"),
            ]),
            Any(&[
                Text("queue.core.windows.net"),
                Text("Azure.Storage.Queues"),
                Text("az storage queue"),
                Text("az storage message"),
                Text("azure-storage-queue"),
                Text("retrieving queue properties"),
            ]),
        ])],
        kind: Configuration,
        summary: "the identity has no role on the data of queues in the storage account: Owner, Contributor and the roles for blobs do not include it",
        remedy: Do(
            "give it Storage Queue Data Contributor: az role assignment create --role 'Storage Queue Data Contributor' --assignee-object-id OBJECT_ID --scope $(az storage account show --name ACCOUNT --query id --output tsv). OBJECT_ID: for yourself az ad signed-in-user show --query id, else az ad sp show --id CLIENT_ID --query id; for an app in Azure, the principal id of its managed identity. A new role takes up to ten minutes to apply. With a SAS, it is the SAS that lacks the permission",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoTableRole,
        patterns: &[All(&[
            Any(&[
                Text("AuthorizationPermissionMismatch"),
                Text(
                    "This request is not authorized to perform this operation using this permission",
                ),
                Text("You do not have the required permissions needed to perform this operation"),
            ]),
            Any(&[
                Text("table.core.windows.net"),
                Text("Azure.Data.Tables"),
                Text("az storage table"),
                Text("az storage entity"),
                Text("azure-data-tables"),
            ]),
        ])],
        kind: Configuration,
        summary: "the identity has no role on the data of tables in the storage account: Owner, Contributor and the roles for blobs do not include it",
        remedy: Do(
            "give it Storage Table Data Contributor (only to read: Storage Table Data Reader): az role assignment create --role 'Storage Table Data Contributor' --assignee-object-id OBJECT_ID --scope $(az storage account show --name ACCOUNT --query id --output tsv). OBJECT_ID: for yourself az ad signed-in-user show --query id, else az ad sp show --id CLIENT_ID --query id; for an app in Azure, the principal id of its managed identity. A new role takes up to ten minutes to apply. With a SAS, it is the SAS that lacks the permission",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoStorageRole,
        patterns: &[
            Text("AuthorizationPermissionMismatch"),
            Text("This request is not authorized to perform this operation using this permission"),
            All(&[
                Text("You do not have the required permissions needed to perform this operation"),
                Text("Storage Blob Data"),
            ]),
        ],
        kind: Configuration,
        summary: "the identity has no role on the data of the storage account: Owner and Contributor do not include it",
        remedy: Do(
            "give it Storage Blob Data Contributor (only to read: Storage Blob Data Reader; for queues or tables: Storage Queue or Storage Table Data Contributor): az role assignment create --role 'Storage Blob Data Contributor' --assignee-object-id OBJECT_ID --scope $(az storage account show --name ACCOUNT --query id --output tsv). OBJECT_ID: for yourself az ad signed-in-user show --query id, else az ad sp show --id CLIENT_ID --query id; in a pipeline or with AzureFileCopy, the service connection's. A new role takes up to ten minutes to apply. With a SAS, it is the SAS that lacks the permission",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::StorageFirewall,
        patterns: &[
            All(&[
                Text("This request is not authorized to perform this operation"),
                Any(&[
                    Text("AuthorizationFailure"),
                    Text("core.windows.net"),
                    Text("AzCopy"),
                    Text("storage account"),
                ]),
            ]),
            Text("The request may be blocked by network rules of storage account"),
        ],
        kind: Configuration,
        summary: "the storage account's network rules block the address that the request came from; a role is not the problem",
        remedy: Do(
            "allow your or the agent's address: az storage account network-rule add --account-name ACCOUNT --ip-address ADDRESS, or use a machine in a network that the account allows. Address rules do not apply to machines in the account's own Azure region: there, use an agent in an allowed virtual network. With public access disabled, only a private endpoint works. With a SAS, it may be restricted to other addresses or services",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::StorageKeysDisabled,
        patterns: &[
            Text("KeyBasedAuthenticationNotPermitted"),
            Text("Key based authentication is not permitted on this storage account"),
        ],
        kind: Configuration,
        summary: "the storage account accepts no keys, and no SAS made with one",
        remedy: Do(
            "use an access token: --auth-mode login with az, storage_use_azuread = true in the azurerm provider and use_azuread_auth = true in Terraform's backend, azcopy login, a credential instead of a connection string in SDKs. The identity needs a role such as Storage Blob Data Contributor",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ExpiredSas,
        patterns: &[
            Text("Signature not valid in the specified time frame"),
            All(&[Text("AuthenticationFailed"), Text("Signed expiry time")]),
        ],
        kind: Configuration,
        summary: "the SAS has expired, or is not valid yet",
        remedy: Do(
            "create a new one, with a start some minutes in the past, or use an access token instead: azcopy login, --auth-mode login. If the time after Current is wrong, correct the machine's clock",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AnonymousStorage,
        patterns: &[
            Text("PublicAccessNotPermitted"),
            Text("NoAuthenticationInformation"),
        ],
        kind: Configuration,
        summary: "the request carries no credential, and the storage account allows no anonymous access",
        remedy: Do(
            "send an access token for https://storage.azure.com/.default (in Patless, scope: storage) as Authorization: Bearer, with a header x-ms-version; or a SAS; with az, add --auth-mode login; with azcopy, run azcopy login first",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::StorageTokenNotAccepted,
        patterns: &[Text("InvalidAuthenticationInfo")],
        kind: Configuration,
        summary: "the storage account does not accept the access token: it has expired, or is for another resource or from another tenant",
        remedy: Do(
            "request a new one for https://storage.azure.com/.default (in Patless, scope: storage), with an identity in the tenant of the account's subscription (on your own machine: az login --tenant TENANT_ID); the header must be Authorization: Bearer TOKEN",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::StorageCredential,
        patterns: &[
            Text(
                "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature",
            ),
            Text(
                "invalid account key, connection string or sas token value provided for your storage account",
            ),
        ],
        kind: Configuration,
        summary: "the storage account does not accept the credential: the key or SAS is wrong or old; or an access token is from another tenant",
        remedy: Do(
            "the element AuthenticationErrorDetail in the response body says which. A rotated key: copy the new one (az storage account keys list --account-name ACCOUNT). A SAS: copy it whole, & and % included, and in quotes. A token: use an identity in the tenant of the account's subscription. With --auth-mode login or azcopy login, neither key nor SAS is needed",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::StorageAccountNotSeen,
        patterns: &[All(&[
            Text("supports storage accounts of Azure Resource Manager type only"),
            Text("not found"),
        ])],
        kind: Configuration,
        summary: "the service connection sees no storage account of this name: it is in another subscription, or the identity has no role on it",
        remedy: Do(
            "compare the name and the connection's subscription: az storage account list --query '[].name'; give the service connection's identity Reader on the account, and Storage Blob Data Contributor to copy. If it fails only now and then, run the job again: Azure's list was incomplete",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoShareIntent,
        patterns: &[All(&[
            Text("x-ms-file-request-intent"),
            Any(&[
                Text("MissingRequiredHeader"),
                Text("An HTTP header that's mandatory for this request is not specified"),
            ]),
        ])],
        kind: Configuration,
        summary: "a request to a file share with an access token has to declare its intent, which is missing",
        remedy: Do(
            "add --backup-intent to az storage file and az storage directory commands (with --auth-mode login); in SDKs, set the token intent to backup (ShareTokenIntent.Backup, token_intent='backup'); in your own requests, the header x-ms-file-request-intent: backup. The identity needs Storage File Data Privileged Contributor",
        ),
        retry: Retry::Never,
    },
];
