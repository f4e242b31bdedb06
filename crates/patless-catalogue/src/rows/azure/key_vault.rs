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
            "allow the address after 'Client address': az keyvault network-rule add --name VAULT --ip-address ADDRESS; or use an agent in a network that the vault allows. The address of a Microsoft-hosted agent changes with every job: add it in the job and remove it at the end",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoVaultCertificateRole,
        patterns: &[
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
            "give it Key Vault Certificate User to read, or Key Vault Certificates Officer to change them: az role assignment create --role 'Key Vault Certificates Officer' --assignee-object-id {object id} --assignee-principal-type ServicePrincipal --scope VAULT_ID. If the vault uses access policies: az keyvault set-policy --name VAULT --object-id {object id} --certificate-permissions get list. The private key counts as a secret and needs Get on secrets too",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoVaultKeyRole,
        patterns: &[
            All(&[
                Text("Caller is not authorized to perform action on resource"),
                Text("Microsoft.KeyVault/vaults/keys"),
            ]),
            All(&[Text("does not have keys"), Text("permission on key vault")]),
        ],
        kind: Configuration,
        summary: "the identity has no permission on keys in the key vault",
        remedy: Do(
            "give it Key Vault Crypto User to use keys, or Key Vault Crypto Officer to create them: az role assignment create --role 'Key Vault Crypto User' --assignee-object-id {object id} --assignee-principal-type ServicePrincipal --scope VAULT_ID. If the vault uses access policies: az keyvault set-policy --name VAULT --object-id {object id} --key-permissions get list, with the operation that the message names, such as sign",
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
            "give it the role Key Vault Secrets Officer on the vault: az role assignment create --role 'Key Vault Secrets Officer' --assignee-object-id {object id} --assignee-principal-type ServicePrincipal --scope VAULT_ID. If the vault uses access policies: az keyvault set-policy --name VAULT --object-id {object id} --secret-permissions get list set delete recover. A new role takes a few minutes to apply",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoVaultRole,
        patterns: &[
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
            Text("The operation is not allowed by RBAC"),
            Text("Caller was not found on any access policy"),
            Text("needs to have Get, List secret management permissions on the selected key vault"),
            All(&[
                Text("Access denied"),
                Text("AccessDenied"),
                Text("keyvault.BaseClient"),
            ]),
        ],
        kind: Configuration,
        summary: "the identity has no permission to read secrets in the key vault",
        remedy: Do(
            "give it the role Key Vault Secrets User on the vault: az role assignment create --role 'Key Vault Secrets User' --assignee-object-id {object id} --assignee-principal-type ServicePrincipal --scope VAULT_ID. If the vault uses access policies: az keyvault set-policy --name VAULT --object-id {object id} --secret-permissions get list. A new role takes a few minutes to apply",
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
            "recover it (az keyvault secret recover --vault-name VAULT --name NAME, az keyvault recover --name VAULT), or purge it if the vault has no purge protection (az keyvault secret purge …, az keyvault purge --name VAULT)",
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
            "check the name, and that it is the right vault: az keyvault secret list --vault-name VAULT --query '[].name'. A deleted one is in az keyvault secret list-deleted --vault-name VAULT",
        ),
        retry: Retry::Never,
    },
];
