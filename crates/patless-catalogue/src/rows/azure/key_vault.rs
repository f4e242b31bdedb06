//! Key Vault refuses a request.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::VaultFirewall,
        patterns: &[
            Text("ForbiddenByFirewall"),
            Text("Client address is not authorized and caller is not a trusted service"),
        ],
        kind: Configuration,
        summary: "the key vault's firewall blocks the address that the request came from; permissions are not the problem",
        remedy: Do(
            "allow the address after 'Client address': az keyvault network-rule add --name VAULT --ip-address ADDRESS; or use a machine or agent in a network that the vault allows. The address of a Microsoft-hosted agent changes with every job: add it in the job and remove it at the end",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoVaultCertificateRole,
        patterns: &[
            All(&[
                Text("Caller was not found on any access policy"),
                Any(&[
                    Text("ImportCertificate"),
                    Text("GetCertificate"),
                    Text("CreateCertificate"),
                    Text("azurerm_key_vault_certificate"),
                    Text("GetCertificates"),
                ]),
            ]),
            All(&[
                Text("Caller is not authorized to perform action on resource"),
                Text("Microsoft.KeyVault/vaults/certificates"),
            ]),
            All(&[
                Text("does not have certificates"),
                Text("permission on key vault"),
            ]),
        ],
        kind: Configuration,
        summary: "the identity has no permission on certificates in the key vault",
        remedy: Do(
            "to read, give it Key Vault Certificate User; to create, import or delete, Key Vault Certificates Officer: az role assignment create --role ROLE --assignee-object-id {object id} --scope $(az keyvault show --name VAULT --query id --output tsv). If the vault uses access policies: az keyvault set-policy --name VAULT --object-id {object id} --certificate-permissions get list create import update delete (get list to read). The private key counts as a secret: reading it needs get on secrets too",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoVaultKeyRole,
        patterns: &[
            All(&[
                Text("Caller was not found on any access policy"),
                Any(&[
                    Text("ImportKey"),
                    Text("GetKey"),
                    Text("CreateKey"),
                    Text("azurerm_key_vault_key"),
                    Text("GetKeys"),
                ]),
            ]),
            All(&[
                Text("Caller is not authorized to perform action on resource"),
                Text("Microsoft.KeyVault/vaults/keys"),
            ]),
            All(&[Text("does not have keys"), Text("permission on key vault")]),
        ],
        kind: Configuration,
        summary: "the identity has no permission on keys in the key vault",
        remedy: Do(
            "to use keys (sign, encrypt, wrap), give it Key Vault Crypto User; to create, import or delete them, Key Vault Crypto Officer; for a disk or database that encrypts itself, Key Vault Crypto Service Encryption User: az role assignment create --role ROLE --assignee-object-id {object id} --scope $(az keyvault show --name VAULT --query id --output tsv). If the vault uses access policies: az keyvault set-policy --name VAULT --object-id {object id} --key-permissions get list OPERATION, with the operation that the message names, such as sign",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoVaultWriteRole,
        patterns: &[
            All(&[
                Text("Caller is not authorized to perform action on resource"),
                Any(&[
                    Text("vaults/secrets/setSecret/action"),
                    Text("vaults/secrets/delete"),
                    Text("vaults/secrets/recover/action"),
                    Text("vaults/secrets/purge/action"),
                ]),
            ]),
            All(&[
                Any(&[
                    Text("does not have secrets set permission"),
                    Text("does not have secrets delete permission"),
                    Text("does not have secrets recover permission"),
                    Text("does not have secrets purge permission"),
                ]),
                Text("on key vault"),
            ]),
        ],
        kind: Configuration,
        summary: "the identity may not change secrets in the key vault",
        remedy: Do(
            "give it Key Vault Secrets Officer on the vault (to purge, Key Vault Administrator): az role assignment create --role 'Key Vault Secrets Officer' --assignee-object-id {object id} --scope $(az keyvault show --name VAULT --query id --output tsv). If the vault uses access policies: az keyvault set-policy --name VAULT --object-id {object id} --secret-permissions get list set delete recover purge. A new role takes a few minutes to apply",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoVaultRole,
        patterns: &[
            All(&[
                Any(&[
                    Text("Caller was not found on any access policy"),
                    Text("AccessDenied"),
                ]),
                Any(&[
                    Text("secret management permissions"),
                    Text("keyvault.BaseClient#GetSecret"),
                    Text("keyvault.BaseClient#GetSecrets"),
                ]),
            ]),
            All(&[
                Text("Caller is not authorized to perform action on resource"),
                Any(&[
                    Text("Microsoft.KeyVault"),
                    Text("vault"),
                    Text("vault.azure.net"),
                ]),
            ]),
            Text("ForbiddenByRbac"),
            Text("secrets get permission on key vault"),
            Text("secrets list permission on key vault"),
            Text("needs to have Get, List secret management permissions on the selected key vault"),
        ],
        kind: Configuration,
        summary: "the identity has no permission to read secrets in the key vault: Owner and Contributor do not include that",
        remedy: Do(
            "give it Key Vault Secrets User on the vault, or Key Vault Secrets Officer if it also writes, as Terraform's azurerm_key_vault_secret does: az role assignment create --role 'Key Vault Secrets User' --assignee-object-id {object id} --scope $(az keyvault show --name VAULT --query id --output tsv). If the vault uses access policies: az keyvault set-policy --name VAULT --object-id {object id} --secret-permissions get list. If no object id is shown here: az ad sp show --id CLIENT_ID --query id, or for yourself az ad signed-in-user show --query id. A new role takes a few minutes to apply",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoVaultPolicy,
        patterns: &[
            Text("Caller was not found on any access policy"),
            Text("The operation is not allowed by RBAC"),
            All(&[
                Text("Access denied"),
                Text("AccessDenied"),
                Text("keyvault.BaseClient"),
            ]),
        ],
        kind: Configuration,
        summary: "the identity has no permission on the key vault's secrets, keys or certificates: Owner and Contributor do not include that",
        remedy: Do(
            "az keyvault show --name VAULT --query [properties.enableRbacAuthorization,id] shows how the vault authorizes, and VAULT_ID. If true, give it a role on the vault (secrets: Key Vault Secrets User, to change them Secrets Officer; keys: Crypto User or Crypto Officer; certificates: Certificate User or Certificates Officer): az role assignment create --role ROLE --assignee-object-id {object id} --scope VAULT_ID. Else: az keyvault set-policy --name VAULT --object-id {object id} --secret-permissions get list set (for keys --key-permissions, for certificates --certificate-permissions get list import)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::KeyOperation,
        patterns: &[Text("KeyOperationForbidden")],
        kind: Configuration,
        summary: "the key itself does not permit this operation, whoever asks for it",
        remedy: Do(
            "add the operation to the key: az keyvault key set-attributes --vault-name VAULT --name KEY --ops ALL_OPERATIONS_IT_SHALL_HAVE; or use another key. Check as well that the key is enabled and has not expired",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SoftDeleted,
        patterns: &[
            Text("ObjectIsDeletedButRecoverable"),
            Text("is currently in a deleted but recoverable state"),
            Text("vault with the same name already exists in deleted state"),
        ],
        kind: Configuration,
        summary: "something of this name was deleted and is still kept, so that the name cannot be used again; permissions are not the problem",
        remedy: Do(
            "recover it (az keyvault recover --name VAULT, az keyvault secret recover --vault-name VAULT --name NAME, with key or certificate instead of secret for those), or purge it if the vault has no purge protection (purge instead of recover in the same commands)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoSuchSecret,
        patterns: &[All(&[
            Text("was not found in this key vault"),
            Any(&[
                Text("A secret with"),
                Text("A key with"),
                Text("A certificate with"),
            ]),
        ])],
        kind: Configuration,
        summary: "the vault has no secret, key or certificate of this name; permissions are not the problem",
        remedy: Do(
            "check the name, and that it is the right vault: az keyvault secret list --vault-name VAULT --query '[].name' (az keyvault key list, az keyvault certificate list). A deleted one is in az keyvault secret list-deleted --vault-name VAULT",
        ),
        retry: Retry::Never,
    },
];
