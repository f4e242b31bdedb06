//! Azure DevOps does not accept a credential, and the program does not say why.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::OnPremisesNotAuthorized,
        patterns: &[All(&[
            Text("VS30063"),
            Text("You are not authorized to access http://"),
        ])],
        kind: Configuration,
        summary: "Azure DevOps Server does not accept the credential, or its web server stops it first",
        remedy: Do(
            "on the server, in IIS Manager, turn Anonymous Authentication on and Basic Authentication off for Azure DevOps Server: without the first, agents cannot connect, and with the second, personal access tokens do not work. Then check the credential",
        ),
        retry: Retry::Never,
    },
    // What the libraries of Microsoft say about every 401, whatever the reason.
    Row {
        cause: Cause::ClientNotAuthorized,
        patterns: &[
            Text("VS30063"),
            Text("TF30063"),
            Text("TF31003"),
            Text("You are not authorized to access Azure DevOps Organization"),
            All(&[
                Text("Request returned status: 401 Unauthorized"),
                Any(&[Text("azuredevops"), Text("dev.azure.com")]),
            ]),
            Text("Dependabot::Clients::Azure::Unauthorized"),
            All(&[Text("VssServiceResponseException"), Text("Unauthorized")]),
        ],
        kind: Configuration,
        summary: "Azure DevOps does not accept the credential: it is missing, wrong or expired, or belongs to another organization or tenant",
        remedy: Do(
            "a personal access token must be of this organization, not expired, and have the scopes that the request needs: create a new one if in doubt. In a pipeline, check that its variable is mapped in env: and not empty. A program that signs in itself needs a new sign-in. An access token must be for resource 499b84ac-1321-427f-aa17-267ca6975798 and from the organization's tenant, which this shows as X-VSS-ResourceTenant: curl -sI https://dev.azure.com/{organization}; its identity must be a user of the organization",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PatPolicy,
        patterns: &[
            Text("globalPatPolicyViolation"),
            Text("fullScopePatPolicyViolation"),
            Text("patLifespanPolicyViolation"),
        ],
        kind: Configuration,
        summary: "a policy of the tenant does not allow a personal access token like this: for all organizations (global), with full access (fullScope), or for so long (patLifespan)",
        remedy: Do(
            "use an access token of a service principal or managed identity instead, to which these policies do not apply. If it must be a personal access token, create it for one organization, with selected scopes and a shorter life",
        ),
        retry: Retry::Never,
    },
];
