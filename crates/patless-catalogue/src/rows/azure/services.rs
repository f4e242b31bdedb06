//! App Configuration and Log Analytics refuse a request.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NoAppConfigurationRole,
        patterns: &[
            Text("ensure the required role assignment is made for the identity running this task"),
            All(&[
                Any(&[Text("azconfig.io"), Text("Azure.Data.AppConfiguration")]),
                Any(&[
                    Text("Status: 403 (Forbidden)"),
                    Text("Status code 403"),
                    Text("statusCode: '403'"),
                    Text("Operation returned an invalid status 'Forbidden'"),
                ]),
            ]),
        ],
        kind: Configuration,
        summary: "the identity has no role on the data of App Configuration (Owner and Contributor do not count), or the store's network rules block this machine",
        remedy: Do(
            "give it App Configuration Data Reader (to write or push, App Configuration Data Owner): az role assignment create --role ROLE --assignee-object-id OBJECT_ID --scope $(az appconfig show --name STORE --query id --output tsv), and wait up to 15 minutes. OBJECT_ID: for yourself az ad signed-in-user show --query id; of a service connection az ad sp show --id CLIENT_ID --query id; of an app its managed identity's principal id. If it has the role, check the store's page Networking",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoLogsRole,
        patterns: &[
            Text("InsufficientAccessError"),
            Text(
                "The provided credentials have insufficient access to perform the requested operation",
            ),
        ],
        kind: Configuration,
        summary: "the identity may not query this Log Analytics workspace or Application Insights resource",
        remedy: Do(
            "give it Log Analytics Reader on the workspace (for Application Insights by itself, Monitoring Reader on that resource): az role assignment create --role 'Log Analytics Reader' --assignee-object-id OBJECT_ID --scope WORKSPACE_ID; for several workspaces, on each. OBJECT_ID: for yourself az ad signed-in-user show --query id, else az ad sp show --id CLIENT_ID --query id",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoIngestionRole,
        patterns: &[Text(
            "does not have access to ingest data for the data collection rule",
        )],
        kind: Configuration,
        summary: "the identity may not send data to this data collection rule of Azure Monitor",
        remedy: Do(
            "give it Monitoring Metrics Publisher on the data collection rule (not on the workspace): az role assignment create --role 'Monitoring Metrics Publisher' --assignee-object-id OBJECT_ID --scope RULE_ID. OBJECT_ID: az ad sp show --id CLIENT_ID --query id; RULE_ID: az resource list --name RULE --query [].id. A new role can take half an hour here",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoSigningRole,
        patterns: &[All(&[
            Any(&[Text("codesigning.azure.net"), Text("Azure.CodeSigning")]),
            Any(&[
                Text("Status: 403"),
                Text("403 (Forbidden)"),
                Text("403 Forbidden"),
            ]),
        ])],
        kind: Configuration,
        summary: "the identity has no role on the certificate profile of Trusted Signing (Artifact Signing), or account, profile or endpoint do not belong together",
        remedy: Do(
            "give it Trusted Signing Certificate Profile Signer (now Artifact Signing Certificate Profile Signer) on the account or the profile; check the names of account and profile, and that the endpoint is that of the account's region",
        ),
        retry: Retry::Never,
    },
];
