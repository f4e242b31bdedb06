//! Git Credential Manager cannot get a credential for Azure DevOps.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::GcmNoStore,
        patterns: &[Text("No credential store has been selected")],
        kind: Configuration,
        summary: "Git Credential Manager does not know where to keep credentials on this machine",
        remedy: Do(
            "choose one: git config --global credential.credentialStore secretservice on a desktop; gpg, after pass init, where there is no desktop; cache, in memory only, in a container or a job",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::GcmPatRefused,
        patterns: &[Text("fatal: Failed to create PAT")],
        kind: Configuration,
        summary: "Git Credential Manager could not create a personal access token; a policy of the tenant or organization may forbid it",
        remedy: Do(
            "have it use Entra access tokens, which need no personal access token: git config --global credential.azreposCredentialType oauth",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::GcmServicePrincipal,
        patterns: &[
            Text("unable to use configured service principal"),
            All(&[
                Text("unable to find certificate with thumbprint"),
                Text("for service principal"),
            ]),
            Text("Service principal identity does not contain a certificate or client secret"),
            Text("both client ID and tenant ID are required for workload federation"),
            Text("assertion is required for the generic workload federation scenario"),
            Text(
                "managed identity is required for the managed identity workload federation scenario",
            ),
        ],
        kind: Configuration,
        summary: "Git Credential Manager should use an application's identity, and a part of its settings is missing or wrong",
        remedy: Do(
            "list the settings: git config --show-origin --name-only --get-regexp azrepos. azreposServicePrincipal must be TENANT_ID/CLIENT_ID, with azreposServicePrincipalSecret, or with azreposServicePrincipalCertificateThumbprint and the certificate in the user's own store; azreposWorkloadFederation needs azreposWorkloadFederationTenantId and …ClientId",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::GcmPlainHttp,
        patterns: &[Text("Unencrypted HTTP is not recommended for Azure Repos")],
        kind: Configuration,
        summary: "the repository's URL begins with http, over which Git Credential Manager sends no credential",
        remedy: Do(
            "use https: git remote set-url origin https://dev.azure.com/ORGANIZATION/PROJECT/_git/REPOSITORY",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::GcmBroker,
        patterns: &[
            Text("fatal: WAM Error"),
            All(&[Text("WAM Error Message"), Text("Internal Error Code")]),
        ],
        kind: Configuration,
        summary: "the sign-in of Windows (WAM), which Git Credential Manager uses, failed on this machine",
        remedy: Do(
            "if the message says NoNetwork, check the proxy and the firewall; else sign in without it: git config --global credential.msauthUseBroker false",
        ),
        retry: Retry::Never,
    },
];
