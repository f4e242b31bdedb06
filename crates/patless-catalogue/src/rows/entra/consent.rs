//! Consent to an app, and the permissions that it asks for.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::{Aadsts, All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NoConsent,
        patterns: &[
            Aadsts(65001),
            Aadsts(90094),
            Aadsts(90095),
            Aadsts(90093),
            Aadsts(90008),
            Aadsts(90099),
            All(&[
                Aadsts(70000),
                Text("one or more scopes requested are unauthorized or expired"),
            ]),
        ],
        kind: Rejected,
        summary: "a user signed in to an app that has not been granted consent",
        remedy: Do(
            "ask an administrator of the tenant to grant consent for the app: az ad app permission admin-consent --id {client}. If az asked for a token of your own API, add Azure CLI (04b07795-8ddb-461a-bbee-02f9e1bf7b46) to its authorized client applications ('Expose an API'). In a pipeline, use the service connection's identity, which needs neither API permissions nor consent for Azure DevOps",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NotPreauthorized,
        patterns: &[
            All(&[
                Aadsts(650057),
                Any(&[
                    Text("(Microsoft Azure CLI)"),
                    Text("(Microsoft Azure PowerShell)"),
                    Text("(Visual Studio)"),
                ]),
            ]),
            Aadsts(65002),
        ],
        kind: Rejected,
        summary: "the client is an app of Microsoft's, such as Azure CLI, that cannot get tokens for this API",
        remedy: Do(
            "check the scope. If the API is your own, authorize the client in its registration ('Expose an API', 'Authorized client applications'): Azure CLI is 04b07795-8ddb-461a-bbee-02f9e1bf7b46, Azure PowerShell 1950a258-227b-4e31-a9cf-717495945fc2. Otherwise register an app with the API's delegated permissions, and sign in with its client id; in a pipeline, use the service connection's identity",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PermissionNotRequested,
        patterns: &[
            Aadsts(650057),
            Aadsts(650056),
            Aadsts(65005),
            Aadsts(1003031),
        ],
        kind: Rejected,
        summary: "the app registration does not list the API or the permission that the sign-in asks for",
        remedy: Do(
            "check the scope; if it is right, add the permission: az ad app permission add --id {client} --api API_CLIENT_ID --api-permissions PERMISSION_ID=Scope, then az ad app permission admin-consent --id {client}. In a pipeline, use the service connection's identity, which needs no API permissions for Azure DevOps",
        ),
        retry: Retry::Never,
    },
];
