//! Accounts, subscriptions and files that az keeps.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::SignInToTenant,
        patterns: &[
            All(&[
                Text("Authentication failed against tenant"),
                Any(&[
                    Text("az login --tenant"),
                    Text("'Connect-AzAccount' with additional parameter '-TenantId"),
                ]),
            ]),
            Text("If you need to access subscriptions in the following tenants, please use"),
        ],
        kind: Configuration,
        summary: "one of the user's tenants wants a sign-in of its own, such as multi-factor authentication, so its subscriptions are not listed",
        remedy: Do(
            "sign in to that tenant: az login --tenant {tenant}, or Connect-AzAccount -TenantId {tenant}. If you need nothing in it, ignore the message",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SubscriptionNotListed,
        patterns: &[
            All(&[Text("The subscription of"), Text("doesn't exist in cloud")]),
            All(&[
                Text("Subscription"),
                Any(&[
                    Text("not found. Check the spelling and casing and try again"),
                    Text("not found. Check the ID or name and try again"),
                ]),
            ]),
            Text("Please provide a valid tenant or a valid subscription"),
            Text("failed to resolve user access to subscription"),
            Text("SubscriptionNotFound"),
            All(&[Text("The subscription"), Text("could not be retrieved for")]),
        ],
        kind: Configuration,
        summary: "the signed-in identity does not see the subscription: it has no role in it, or is signed in to another tenant or cloud",
        remedy: Do(
            "list what it sees: az account list --all --refresh --output table. If the subscription is in another tenant, run az login --tenant TENANT_ID, azd auth login --tenant-id TENANT_ID, or Connect-AzAccount -TenantId TENANT_ID. If it is in another cloud, choose that first: az cloud set --name AzureUSGovernment. Otherwise, give the identity a role in it, such as Reader, and sign in again",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzLoginIncomplete,
        patterns: &[
            Text("Please specify both username and password in non-interactive mode"),
            Text("usage error: --service-principal --username NAME"),
        ],
        kind: Configuration,
        summary: "az login was given no user name, password or secret: a variable is empty",
        remedy: Do(
            "map secret variables into the step with env:, because a script does not get them otherwise. Better leave out az login: an AzureCLI@2 step is signed in with its service connection, without a secret",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoDefaultSubscription,
        patterns: &[Text("No subscription found. Run 'az account set'")],
        kind: Configuration,
        summary: "az is signed in, but no subscription is selected",
        remedy: Do(
            "select one: az account set --subscription SUBSCRIPTION_ID, or name it in each command: --subscription SUBSCRIPTION_ID. If az account list shows none, give the identity a role in a subscription and sign in again",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzAccountNotCached,
        patterns: &[
            Text("does not exist in MSAL token cache"),
            Text("Can't find token from MSAL cache"),
            Text("Could not retrieve credential from local cache for service principal"),
        ],
        kind: Configuration,
        summary: "az lists the account, but has no stored sign-in for it any more",
        remedy: Do(
            "sign in again: az logout, then az login. On an agent, jobs that run at the same time as one user sign each other out: give each its own AZURE_CONFIG_DIR, such as $(Agent.TempDirectory)/azure",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzCacheUnreadable,
        patterns: &[
            All(&[Text("Decryption failed"), Text("WinError")]),
            Text("wiki/PersistenceDecryptionError"),
            Text("Can't get attribute 'NormalizedResponse'"),
            All(&[
                Text("JSONDecodeError"),
                Any(&[
                    Text("msal_token_cache"),
                    Text("msal_extensions/token_cache.py"),
                    Text("msal_extensions\\token_cache.py"),
                ]),
            ]),
        ],
        kind: Configuration,
        summary: "az cannot read the file in which it keeps its sign-ins: it is damaged, or from another user, computer or version",
        remedy: Do(
            "delete msal_token_cache.bin, msal_token_cache.json and msal_http_cache.bin in the folder .azure of your user (or in AZURE_CONFIG_DIR), as far as they are there, and run az login. Where several versions of az are in use, give each its own AZURE_CONFIG_DIR",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzFolderNotWritable,
        patterns: &[All(&[
            // A repository can have a folder of this name as well.
            Any(&[
                Text("/.azure'"),
                Text("/.azure/az."),
                Text("/.azure/azureProfile.json"),
                Text("/.azure/clouds.config"),
                Text("/.azure/config"),
                Text("/.azure/commandIndex.json"),
                Text("/.azure/commands"),
                Text("/.azure/logs"),
                Text("/.azure/msal_"),
                Text("/.azure/telemetry"),
                Text("/.azure/versionCheck.json"),
            ]),
            Any(&[Text("Permission denied"), Text("Read-only file system")]),
        ])],
        kind: Configuration,
        summary: "az cannot write in the folder where it keeps its settings and sign-ins",
        remedy: Do(
            "if az ran with sudo before, give the folder back: sudo chown -R \"$USER\" ~/.azure. In a container or pod whose file system or home is read-only, set AZURE_CONFIG_DIR=/tmp/azure; in a pipeline, $(Agent.TempDirectory)/azure",
        ),
        retry: Retry::Never,
    },
];
